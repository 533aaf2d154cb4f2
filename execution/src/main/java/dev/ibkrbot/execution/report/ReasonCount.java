package dev.ibkrbot.execution.report;

/**
 * How often something did not happen for one reason. Immutable.
 *
 * @param code stable code, such as "stale_quote"
 * @param count how often; zero or more
 * @param example figures of one of them, for a person; may be empty
 */
public record ReasonCount(String code, long count, String example) {
    public ReasonCount {
        if (count < 0) {
            throw new IllegalArgumentException("count of " + code + " is negative: " + count);
        }
    }
}
