package dev.ibkrbot.execution.journal;

/**
 * The journal cannot do its work: the disk is full or read-only, the database is busy or gone, a commit failed.
 *
 * <p>There is no retry: whoever catches it stops trading. {@link JournalDamagedException} and
 * {@link JournalVersionException} are the cases in which the content itself is refused.
 */
public class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure without a cause of its own. */
    public JournalException(String message) {
        super(message);
    }

    /** A failure reported by the storage. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
