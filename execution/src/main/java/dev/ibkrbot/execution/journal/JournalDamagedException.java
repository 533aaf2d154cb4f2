package dev.ibkrbot.execution.journal;

/** A journal whose content is not what was written: nothing is traded on it, and no new one replaces it. */
public final class JournalDamagedException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    JournalDamagedException(long sequence, String what) {
        super(message(sequence, what));
        this.sequence = sequence;
    }

    JournalDamagedException(long sequence, String what, Throwable cause) {
        super(message(sequence, what), cause);
        this.sequence = sequence;
    }

    /** The first record that cannot be trusted, or 0 when the damage is not within one record. */
    public long sequence() {
        return sequence;
    }

    private static String message(long sequence, String what) {
        return sequence == 0 ? "journal damaged: " + what : "journal damaged at record " + sequence + ": " + what;
    }
}
