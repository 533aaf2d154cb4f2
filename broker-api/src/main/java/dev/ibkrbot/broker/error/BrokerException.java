package dev.ibkrbot.broker.error;

/**
 * The broker could not answer. A market's or a risk check's "no" is not this; it is a value. The message says what
 * happened in one line without secrets or account numbers. Immutable.
 */
public class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Recovery recovery;

    public BrokerException(String message, Recovery recovery) {
        super(message);
        this.recovery = recovery;
    }

    public BrokerException(String message, Recovery recovery, Throwable cause) {
        super(message, cause);
        this.recovery = recovery;
    }

    /** What helps. */
    public Recovery recovery() {
        return recovery;
    }
}
