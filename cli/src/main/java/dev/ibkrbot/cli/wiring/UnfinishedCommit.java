package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.execution.journal.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What a process that was killed in the middle of a commit leaves: a database file that only a writer can bring back to
 * its last commit. Looking must not write, so a copy is brought back and looked at.
 */
final class UnfinishedCommit {
    private static final String ROLLBACK_SUFFIX = "-journal";

    private UnfinishedCommit() {}

    /** Whether this is why a journal could not be read. */
    static boolean isCauseOf(JournalException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("SQLITE_READONLY_ROLLBACK")) {
                return true;
            }
        }
        return false;
    }

    /** What the function makes of a copy of the journal and its rollback file, which are deleted afterwards. */
    static <T> T inCopy(Path file, Function<Path, T> look) {
        try {
            Path folder = Files.createTempDirectory("journal");
            Path copy = folder.resolve(file.getFileName());
            Path rollback = folder.resolve(file.getFileName() + ROLLBACK_SUFFIX);
            try {
                Files.copy(file.resolveSibling(file.getFileName() + ROLLBACK_SUFFIX), rollback);
                Files.copy(file, copy);
                return look.apply(copy);
            } finally {
                Files.deleteIfExists(copy);
                Files.deleteIfExists(rollback);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be copied", e);
        }
    }
}
