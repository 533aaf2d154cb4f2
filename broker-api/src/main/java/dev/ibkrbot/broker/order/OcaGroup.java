package dev.ibkrbot.broker.order;

import java.util.regex.Pattern;

/** Names orders of which one fill cancels the rest (with block), such as the two exits of a position. Immutable. */
public record OcaGroup(String name) {
    private static final Pattern VALID = Pattern.compile("[!-~]{1,32}");

    public OcaGroup {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException("OCA group is not 1 to 32 printable ASCII characters: '" + name + "'");
        }
    }
}
