package dev.ibkrbot.broker.order;

/**
 * Our own name for an intended order and its idempotency key: it travels with the order and comes back in every
 * report. 1 to 24 printable ASCII characters without space or comma. Immutable.
 */
public record OrderRef(String value) {
    private static final int LONGEST = 24;

    public OrderRef {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("order ref is not 1 to 24 printable ASCII characters: '" + value + "'");
        }
    }

    private static boolean isLegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '!' || c > '~' || c == ',') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST;
    }

    @Override
    public String toString() {
        return value;
    }
}
