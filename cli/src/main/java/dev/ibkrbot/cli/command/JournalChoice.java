package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the journal a command is about. */
final class JournalFiles {
    private JournalFiles() {}

    /** The named file, else the journal of the chosen run; a failure when there is none. */
    static Path chosen(Optional<Path> named, RunChoice run, CommonOptions common) {
        Path journal = named.orElseGet(() -> run.in(common.stateFolder()).journal());
        if (!Files.isRegularFile(journal)) {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "there is no journal to look at",
                    journal + " is not a file",
                    "name the journal of a run, such as state/sim/NAME/journal.db");
        }
        return journal;
    }
}
