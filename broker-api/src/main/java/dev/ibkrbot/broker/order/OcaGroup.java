package dev.ibkrbot.broker.order;

/** Names orders of which one fill cancels the rest (with block), such as the two exits of a position. Immutable. */
public record OcaGroup(String name) {
    public OcaGroup {
        if (!name.matches("[!-~]{1,32}")) {
            throw new IllegalArgumentException("OCA group is not 1 to 32 printable ASCII characters: '" + name + "'");
        }
    }
}
