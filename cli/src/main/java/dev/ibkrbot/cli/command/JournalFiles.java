package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the journal a command is about. */
final class JournalFiles {
    private JournalFiles() {}

    /** The named file, else the journal of the latest run; a failure when there is none. */
    static Path chosen(Optional<Path> named, CommonOptions common) {
        Path journal = named.orElseGet(() -> latest(common).journal());
        if (!Files.isRegularFile(journal)) {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "there is no journal to look at",
                    journal + " is not a file",
                    "name the journal of a run, such as state/sim/NAME/journal.db");
        }
        return journal;
    }

    /** The latest run; a failure when there was none yet. */
    static RunFolder latest(CommonOptions common) {
        return new StateFolder(common.stateFolder())
                .latest()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.DATA_MISSING_OR_CORRUPT,
                        "there is no run to look at",
                        common.stateFolder() + " holds no run yet",
                        "start one with bot run, or name another folder with --state-dir DIR"));
    }
}
