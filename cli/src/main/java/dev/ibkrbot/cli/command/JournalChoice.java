package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.history.JournalStory;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which journal a command is about. Filled by picocli; confined to the main thread. */
final class JournalChoice {
    @Mixin
    private RunChoice run = new RunChoice();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Journal; default: that of the latest run.")
    private Optional<Path> file = Optional.empty();

    /** The named file, else the journal of the chosen run; a failure when there is none. */
    Path in(CommonOptions common) {
        Path journal = file.orElseGet(() -> run.in(common.stateFolder()).journal());
        if (!Files.isRegularFile(journal)) {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "there is no journal to look at",
                    journal + " is not a file",
                    "name the journal of a run, such as state/sim/NAME/journal.db");
        }
        return journal;
    }

    /** What that journal tells. */
    JournalStory story(CommonOptions common) {
        return JournalStory.read(in(common));
    }
}
