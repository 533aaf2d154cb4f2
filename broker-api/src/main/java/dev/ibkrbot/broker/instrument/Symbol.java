package dev.ibkrbot.broker.instrument;

/**
 * A ticker symbol: one to twelve of capital letters, digits, point, hyphen and space, beginning with a letter or
 * digit. The alphabet is narrow because symbols end up in file names and on the wire. Immutable.
 */
public record Symbol(String value) implements Comparable<Symbol> {
    private static final int MAX_LENGTH = 12;

    public Symbol {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("symbol is not 1 to 12 of A-Z 0-9 . - and space: '" + value + "'");
        }
    }

    private static boolean isLegal(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        return text.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '-' || c == ' ')
                && !text.endsWith(" ")
                && !text.contains("..");
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(Symbol other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
