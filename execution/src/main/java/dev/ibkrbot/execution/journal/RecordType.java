package dev.ibkrbot.execution.journal;

import java.util.Objects;

/**
 * What kind of thing a journal record tells, as a stable lower-case name such as {@code circuit_breaker_open}.
 *
 * <p>Between 1 and 32 characters out of {@code a-z}, {@code 0-9} and {@code _}, beginning with a letter: names are part
 * of the journal hash, so they never change once written. Immutable.
 *
 * @param name the name as it stands in the journal
 */
public record RecordType(String name) implements Comparable<RecordType> {
    private static final int MAX_LENGTH = 32;

    /** Throws {@link IllegalArgumentException} when the name leaves its alphabet. */
    public RecordType {
        Objects.requireNonNull(name, "name");
        if (!isValid(name)) {
            throw new IllegalArgumentException("record type '" + name + "' is not [a-z][a-z0-9_]{0,31}");
        }
    }

    /** The type with this name. */
    public static RecordType of(String name) {
        return new RecordType(name);
    }

    @Override
    public int compareTo(RecordType other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }

    private static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
