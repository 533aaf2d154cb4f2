package dev.ibkrbot.broker.trade;

/**
 * One "no" of one risk check. Immutable.
 *
 * @param code short stable code, such as "daily_loss"
 * @param limit what is allowed, with its unit
 * @param actual what it would be, with its unit
 */
public record Denial(String code, String limit, String actual) {
    @Override
    public String toString() {
        return code + ": " + actual + " against limit " + limit;
    }
}
