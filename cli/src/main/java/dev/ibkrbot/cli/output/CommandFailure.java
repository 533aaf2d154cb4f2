package dev.ibkrbot.cli.output;

/**
 * A command that cannot do what was asked, told as three lines: what happened, why, and what to do about it. Never
 * carries a secret. Immutable.
 */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String why;
    private final String fix;

    public CommandFailure(ExitCode exitCode, String what, String why, String fix) {
        super(what);
        this.exitCode = exitCode;
        this.why = why;
        this.fix = fix;
    }

    public CommandFailure(ExitCode exitCode, String what, String why, String fix, Throwable cause) {
        super(what, cause);
        this.exitCode = exitCode;
        this.why = why;
        this.fix = fix;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** One line: what could not be done. */
    public String what() {
        return getMessage();
    }

    /** One line: the cause; names file and line where there is one. */
    public String why() {
        return why;
    }

    /** One line: what the user can do. */
    public String fix() {
        return fix;
    }
}
