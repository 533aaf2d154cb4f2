package dev.ibkrbot.cli.live;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.execution.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file beside an account's folder that says that its journal was begun and how long it was when it was last opened or
 * closed. A journal that is gone, empty or put back from an old copy takes losses, day trades and limits of the account
 * with it, so that it must look neither like a first start nor like the end of the day it was copied on.
 */
final class BegunMark {
    private static final Pattern RECORDS = Pattern.compile("records ([0-9]{1,18})");

    private BegunMark() {}

    /** A failure with exit code 9 when there was a journal and is none. */
    static void require(RunFolder folder) {
        try {
            boolean there = Files.exists(folder.journal()) && Files.size(folder.journal()) > 0;
            if (Files.exists(mark(folder)) && !there) {
                throw refused(
                        folder,
                        "gone",
                        folder.journal() + " is missing or empty, and with it what was lost, held and limited",
                        "put it back from a copy");
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** A failure with exit code 9 when the journal has fewer records than it had. */
    static void requireNewest(RunFolder folder, Journal journal) {
        long now = journal.head().sequence();
        long before = records(folder);
        if (now < before) {
            throw refused(
                    folder,
                    "an old copy",
                    folder.journal() + " has " + now + " records and had " + before
                            + ": what was lost, held and limited since is not in it",
                    "put the newest one back");
        }
    }

    /** The journal is there, with so many records. */
    static void leave(RunFolder folder, Journal journal) {
        Path draft = mark(folder).resolveSibling("." + folder.name() + ".begun.new");
        try {
            Files.writeString(
                    draft,
                    "The journal in " + folder.name() + " was begun; see bot run.\nrecords "
                            + journal.head().sequence() + "\n");
            Files.move(draft, mark(folder), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Zero for a mark that does not say. */
    private static long records(RunFolder folder) {
        try {
            if (!Files.exists(mark(folder))) {
                return 0;
            }
            Matcher found = RECORDS.matcher(Files.readString(mark(folder), StandardCharsets.ISO_8859_1));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static Path mark(RunFolder folder) {
        return folder.path().resolveSibling("." + folder.name() + ".begun");
    }

    private static CommandFailure refused(RunFolder folder, String what, String why, String fix) {
        return new CommandFailure(
                ExitCode.DATA_MISSING_OR_CORRUPT,
                "nothing is traded: the journal of this account is " + what,
                why,
                fix + "; to go on without what is missing, delete " + mark(folder));
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
