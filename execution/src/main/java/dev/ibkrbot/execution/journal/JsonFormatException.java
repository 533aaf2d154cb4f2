package dev.ibkrbot.execution.journal;

/** Text that is not canonical JSON, or an object without the field or type that was asked for; the message names it. */
public final class JsonFormatException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final String field;

    JsonFormatException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field the complaint is about; empty when the text as a whole cannot be read. */
    public String field() {
        return field;
    }
}
