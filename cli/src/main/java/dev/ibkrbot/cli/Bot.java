package dev.ibkrbot.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry point. Confined to the main thread. */
@Command(name = "bot", mixinStandardHelpOptions = true, version = "bot 0.1.0-SNAPSHOT")
public final class Bot implements Runnable {

    private Bot() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bot()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
