package dev.ibkrbot.cli.output;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command writes: data to standard output, everything else to standard error, in colour only on a terminal.
 * With JSON asked for, people's lines are not written at all. Thread-safe: each line is
 * written in one piece.
 */
public final class Terminal {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Ansi ansi;
    private final boolean json;

    public Terminal(PrintWriter out, PrintWriter err, Ansi ansi, boolean json) {
        this.out = out;
        this.err = err;
        this.ansi = ansi;
        this.json = json;
    }

    public boolean json() {
        return json;
    }

    /** Where the JSON answer goes. */
    public PrintWriter out() {
        return out;
    }

    /** A line for a person; picocli markup such as {@code @|bold text|@} is honoured or removed. */
    public void say(String line) {
        if (!json) {
            out.println(ansi.string(line));
            out.flush();
        }
    }

    /** A line for a person that may hold any text, printed as it is. */
    public void sayPlain(String line) {
        if (!json) {
            out.println(line);
            out.flush();
        }
    }

    public void say(TextTable table) {
        table.lines().forEach(this::sayPlain);
    }

    /** A remark on standard error. */
    public void warn(String line) {
        err.println(ansi.string("@|yellow warning:|@ ") + line);
        err.flush();
    }

    /** Tells a failure as what, why and fix, or as a JSON answer. */
    public void tell(String command, CommandFailure failure) {
        if (json) {
            Answer.failed(command, failure).printTo(out);
            return;
        }
        err.println(ansi.string("@|bold,red error:|@ ") + failure.what());
        err.println("  why: " + failure.why());
        err.println("  fix: " + failure.fix());
        err.flush();
    }
}
