package dev.ibkrbot.broker.order;

import java.util.regex.Pattern;

/**
 * Our own name for an intended order and its idempotency key: it travels with the order and comes back in every
 * report. 1 to 24 printable ASCII characters without space or comma. Immutable.
 */
public record OrderRef(String value) {
    private static final Pattern VALID = Pattern.compile("[!-+\\--~]{1,24}");

    public OrderRef {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("order ref is not 1 to 24 printable ASCII characters: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
