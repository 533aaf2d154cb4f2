package dev.ibkrbot.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** One line on standard error that is written over and over; only on a terminal. Confined to the main thread. */
final class ProgressLine implements AutoCloseable {
    private static final int WIDTH = 100;

    private final PrintWriter err;
    private final boolean shown;
    private int length;

    ProgressLine(CommandSpec spec, boolean json) {
        err = spec.commandLine().getErr();
        shown = !json && Ansi.AUTO.enabled();
    }

    void show(String text) {
        if (shown) {
            String line = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
            err.print("\r" + line + " ".repeat(Math.max(0, length - line.length())));
            err.flush();
            length = line.length();
        }
    }

    @Override
    public void close() {
        clear();
    }

    /** Removes it, so that something else can be written. */
    void clear() {
        if (length > 0) {
            err.print("\r" + " ".repeat(length) + "\r");
            err.flush();
            length = 0;
        }
    }
}
