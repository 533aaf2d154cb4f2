package dev.ibkrbot.cli.live;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file beside an account's folder that says that its journal was begun. A journal that is gone or empty takes losses,
 * day trades and limits of the account with it, so that it must not look like a first start.
 */
final class BegunMark {
    private BegunMark() {}

    /** A failure with exit code 9 when there was a journal and is none. */
    static void require(RunFolder folder) {
        try {
            boolean there = Files.exists(folder.journal()) && Files.size(folder.journal()) > 0;
            if (Files.exists(mark(folder)) && !there) {
                throw new CommandFailure(
                        ExitCode.DATA_MISSING_OR_CORRUPT,
                        "nothing is traded: the journal of this account is gone",
                        folder.journal() + " is missing or empty, and with it what was lost, held and limited",
                        "put it back from a copy; to begin without all that, delete " + mark(folder));
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** The journal is there. */
    static void leave(RunFolder folder) {
        try {
            if (!Files.exists(mark(folder))) {
                Files.writeString(mark(folder), "The journal in " + folder.name() + " was begun; see bot run.\n");
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static Path mark(RunFolder folder) {
        return folder.path().resolveSibling("." + folder.name() + ".begun");
    }

    private static CommandFailure unusable(RunFolder folder, IOException e) {
        return new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "the state folder cannot be used",
                mark(folder) + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                "give another one with --state-dir DIR, or change its permissions",
                e);
    }
}
