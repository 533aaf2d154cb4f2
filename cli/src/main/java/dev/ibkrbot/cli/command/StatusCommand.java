package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.output.ExitCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what the latest run knows, from its journal. Confined to the main thread. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "What the latest run did and holds.")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Journal; default: that of the latest run.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() {
        JournalFiles.chosen(file, common);
        return ExitCode.OK.number();
    }
}
