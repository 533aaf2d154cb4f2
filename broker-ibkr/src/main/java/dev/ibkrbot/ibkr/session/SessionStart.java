package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.account.AccountId;

/**
 * What a gateway says at the beginning. Immutable.
 *
 * @param serverVersion negotiated
 * @param nextOrderId the lowest it takes; may be lower than one used before
 * @param account the one in use
 */
public record SessionStart(int serverVersion, int nextOrderId, AccountId account) {}
