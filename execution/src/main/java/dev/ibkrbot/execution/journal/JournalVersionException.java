package dev.ibkrbot.execution.journal;

/** A journal in a format this program does not read, such as one written by a newer version. It is left as it is. */
public final class JournalVersionException extends JournalException {
    private static final long serialVersionUID = 1L;

    JournalVersionException(String what, long found, long supported) {
        super("journal " + what + " " + found + " is not the supported " + supported
                + (found > supported ? "; it was written by a newer version" : ""));
    }
}
