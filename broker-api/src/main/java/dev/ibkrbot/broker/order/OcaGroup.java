package dev.ibkrbot.broker.order;

/** Names orders of which one fill cancels the rest (with block), such as the two exits of a position. Immutable. */
public record OcaGroup(String name) {
    private static final int LONGEST = 32;

    public OcaGroup {
        if (!isLegal(name)) {
            throw new IllegalArgumentException("OCA group is not 1 to 32 printable ASCII characters: '" + name + "'");
        }
    }

    private static boolean isLegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '!' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST;
    }
}
