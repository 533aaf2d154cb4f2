package dev.ibkrbot.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Generates, imports and verifies market data. Confined to the main thread. */
@Command(name = "data", mixinStandardHelpOptions = true, description = "Generate, import or verify market data.")
public final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
