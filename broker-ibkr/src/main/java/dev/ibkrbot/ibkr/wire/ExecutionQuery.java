package dev.ibkrbot.ibkr.wire;

/**
 * Which executions are wanted; empty and 0 mean any. Immutable.
 *
 * @param clientId 0 for any
 * @param account empty for any
 * @param since yyyyMMdd-HH:mm:ss in UTC; empty for all the gateway has, which is today's
 */
public record ExecutionQuery(int clientId, String account, String since) {
    /** All of today's, of every client and account. */
    public static final ExecutionQuery ALL = new ExecutionQuery(0, "", "");
}
