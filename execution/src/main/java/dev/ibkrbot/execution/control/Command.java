package dev.ibkrbot.execution.control;

import dev.ibkrbot.broker.instrument.Symbol;
import java.time.Instant;
import java.util.Locale;

/**
 * What a person asks of a bot. Immutable.
 *
 * @param id unique; one that was journaled is never carried out again
 * @param action what
 * @param target of a flatten a symbol, of a cancel an order's reference, or "all"; empty for the other actions
 * @param by name of the user who asks
 * @param askedAt by the machine's clock
 * @param reason in the words of the user; may be empty
 */
public record Command(String id, Action action, String target, String by, Instant askedAt, String reason) {
    /** How many characters a reason may have. */
    public static final int LONGEST_REASON = 300;

    /** For all symbols, or all entries. */
    public static final String ALL = "all";

    public Command {
        boolean aimed = action == Action.FLATTEN || action == Action.CANCEL;
        if (id.isBlank() || by.isBlank() || aimed == target.isBlank()) {
            throw new IllegalArgumentException("not a command: " + action + " '" + target + "' by '" + by + "'");
        }
    }

    /** What can be asked for. Immutable. */
    public enum Action {
        /** No entries until resumed; working entries and exits go on. */
        PAUSE,
        /** No entries until resumed, and working entries are canceled; exits go on. */
        HALT,
        /** Entries are allowed again. */
        RESUME,
        /** Positions are closed. */
        FLATTEN,
        /** Working entries are canceled. */
        CANCEL;

        /** As it is typed: pause, halt, resume, flatten, cancel. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it still means something to a bot that was not running when it was asked. */
        public boolean outlivesARun() {
            return this == PAUSE || this == HALT || this == RESUME;
        }
    }

    /** Whether a flatten means this symbol. */
    public boolean isAbout(Symbol symbol) {
        return target.equals(ALL) || target.equals(symbol.value());
    }

    /** Whether this is short and one line for people to read, without anything a terminal or a log would obey. */
    public static boolean isPlain(String words) {
        return words.length() <= LONGEST_REASON && words.codePoints().allMatch(Command::isPlain);
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Reason, who and when, for people. */
    public String told() {
        return (reason.isEmpty() ? "no reason given" : reason) + " (" + by + ", " + askedAt + ")";
    }
}
