package dev.ibkrbot.execution.alert;

import java.time.Instant;
import java.util.Objects;

/**
 * One message for people. Immutable.
 *
 * @param sequence of the journal record it tells of; unique within a journal. 0 for one that is in no journal
 * @param kind how often it is told
 * @param key what it is about: messages of one incident share it
 * @param level how much it matters
 * @param title one line
 * @param text one or more lines; without secrets or account numbers
 * @param at when it happened
 */
public record Alert(long sequence, Kind kind, String key, Level level, String title, String text, Instant at) {
    public Alert {
        Objects.requireNonNull(key, "key");
        if (title.isBlank() || title.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("an alert has a title of one line");
        }
    }

    /** How often a message is told. Immutable. */
    public enum Kind {
        /** Every time. */
        NOTE,
        /** When an incident begins, and not again before it is over. */
        INCIDENT,
        /** When the incident of this key is over, if its beginning was told. */
        RECOVERY
    }

    /** How much a message matters, from least to most. Immutable. */
    public enum Level {
        INFO,
        WARNING,
        ERROR,
        CRITICAL
    }

    /** The title, behind its level if that is worth a word. */
    String headline() {
        return level == Level.INFO ? title : level + ": " + title;
    }

    /** Title and text as one plain text. */
    public String plainText() {
        return text.isEmpty() ? headline() : headline() + "\n" + text;
    }
}
