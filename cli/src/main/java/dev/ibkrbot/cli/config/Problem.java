package dev.ibkrbot.cli.config;

/**
 * One thing to say about the configuration: the key (empty when the file as a whole is meant), where it was written,
 * what is wrong and what to do. Both sentences are one line each and never hold the value of a secret. A mismatch is an
 * error by which mode, account and port do not agree about real money. Immutable.
 */
public record Problem(Severity severity, String key, Origin origin, String what, String fix, boolean mismatch) {

    /** Errors stop the program; warnings are shown and trading goes on; notes explain. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    static Problem error(String key, Origin origin, String what, String fix) {
        return new Problem(Severity.ERROR, key, origin, what, fix, false);
    }

    static Problem mismatch(String key, Origin origin, String what, String fix) {
        return new Problem(Severity.ERROR, key, origin, what, fix, true);
    }

    static Problem warning(String key, Origin origin, String what, String fix) {
        return new Problem(Severity.WARNING, key, origin, what, fix, false);
    }

    static Problem note(String key, Origin origin, String what, String fix) {
        return new Problem(Severity.NOTE, key, origin, what, fix, false);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line: {@code bot.yaml:12: risk.max_daily_loss_pct: 1.5 is above 1; write a fraction}. */
    public String line() {
        return origin + ": " + (key.isEmpty() ? "" : key + ": ") + what + (fix.isEmpty() ? "" : "; " + fix);
    }
}
