package dev.ibkrbot.broker.order;

/**
 * The broker's number of one fill. Fills are counted once per number. What stands behind the last dot, where it is
 * digits, counts corrections: 0000e0d5.67c2.01.02 replaces 0000e0d5.67c2.01.01 and is never added to it. Immutable.
 */
public record ExecutionId(String value) {
    private static final int MOST_DIGITS = 9;

    public ExecutionId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("execution id is blank");
        }
    }

    /** What a fill and its corrections have in common: all before the last dot, or everything where nothing counts. */
    public String base() {
        int dot = dot();
        return dot < 0 ? value : value.substring(0, dot);
    }

    /** Whether this is a later version of the same fill. */
    public boolean corrects(ExecutionId other) {
        return revision() > other.revision() && base().equals(other.base());
    }

    private int revision() {
        int dot = dot();
        return dot < 0 ? 0 : Integer.parseInt(value, dot + 1, value.length(), 10);
    }

    /** Where the count begins; negative when there is none. */
    private int dot() {
        int dot = value.lastIndexOf('.');
        int digits = value.length() - dot - 1;
        if (dot < 1 || digits < 1 || digits > MOST_DIGITS) {
            return -1;
        }
        for (int i = dot + 1; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return -1;
            }
        }
        return dot;
    }

    @Override
    public String toString() {
        return value;
    }
}
