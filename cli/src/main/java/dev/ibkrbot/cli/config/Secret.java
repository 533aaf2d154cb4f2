package dev.ibkrbot.cli.config;

/** Text that must not be seen in logs, journals or messages: {@link #toString()} is masked. Immutable. */
public final class Secret {
    static final String MASK = "********";

    private final String text;

    Secret(String text) {
        this.text = text;
    }

    /** The text itself; only for the call that needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
