package dev.ibkrbot.ibkr.session;

import java.time.Duration;

/**
 * How a session is opened and kept. Immutable.
 *
 * @param host looked up anew for each try
 * @param clientId always the same: another could not change our orders
 * @param maxServerVersion the newest to negotiate
 * @param accounts which account may be used
 * @param tryTimeout for one try, from the first packet to READY
 * @param startup how the first connection is tried again
 * @param heartbeat how often the gateway is asked for its time
 * @param heartbeatTimeout after which an answer counts as missed; two are a dead session
 * @param firstDelay after a session that was READY was lost, before the second try to open it again
 * @param longestDelay between such tries; of each pause a random half may be missing
 * @param messagesPerSecond never more of ours in any second
 */
public record SessionSettings(
        String host,
        int port,
        int clientId,
        int maxServerVersion,
        AccountRule accounts,
        Duration tryTimeout,
        Startup startup,
        Duration heartbeat,
        Duration heartbeatTimeout,
        Duration firstDelay,
        Duration longestDelay,
        int messagesPerSecond) {}
