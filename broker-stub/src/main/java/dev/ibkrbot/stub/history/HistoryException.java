package dev.ibkrbot.stub.history;

import java.nio.file.Path;

/**
 * Recorded data is missing or cannot be believed. The message is one line: file, line number where there is one, and
 * what is wrong. Immutable.
 */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Something wrong with a whole file or folder. */
    public HistoryException(Path file, String what) {
        super(file + ": " + oneLine(what));
    }

    /** As above, with what led to it. */
    public HistoryException(Path file, String what, Throwable cause) {
        super(file + ": " + oneLine(what), cause);
    }

    /** Something wrong with one line, counted from 1. */
    public HistoryException(Path file, long line, String what) {
        super(file + ":" + line + ": " + oneLine(what));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
