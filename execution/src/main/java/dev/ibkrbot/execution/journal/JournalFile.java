package dev.ibkrbot.execution.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Opens a journal that is one database file, never mistaking a damaged one for a new one.
 *
 * <p>A file that is there is opened and proven, whatever is in it: empty, zeros or another program's data are damage. A
 * new journal is prepared beside its place and moved there in one step, so that a crash at its birth leaves none.
 */
public final class JournalFile {
    private static final String ROLLBACK_SUFFIX = "-journal";

    private JournalFile() {}

    /**
     * The journal in this file, created when there is none.
     *
     * @param database how a database file is reached; the folder of the file exists
     * @throws JournalDamagedException when the file is not what was written
     * @throws JournalException when it cannot be used
     */
    public static JdbcJournal openOrCreate(
            Path file, Function<Path, ? extends DataSource> database, Durability durability) {
        if (!Files.exists(file)) {
            if (Files.exists(rollbackOf(file))) {
                throw new JournalDamagedException(0, rollbackOf(file) + " is there without " + file.getFileName());
            }
            create(file, database);
        }
        return open(file, database, durability);
    }

    /**
     * The journal in this file, which must be there.
     *
     * @throws JournalDamagedException when the file is not what was written
     * @throws JournalException when it cannot be used or is not there
     */
    public static JdbcJournal open(Path file, Function<Path, ? extends DataSource> database, Durability durability) {
        refuseEmpty(file);
        return JdbcJournal.open(database.apply(file), durability);
    }

    private static void refuseEmpty(Path file) {
        try {
            if (Files.size(file) == 0) {
                throw new JournalDamagedException(0, file + " is empty; an existing file is never started anew");
            }
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " cannot be read", e);
        }
    }

    private static void create(Path file, Function<Path, ? extends DataSource> database) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(rollbackOf(draft));
            JdbcJournal.create(database.apply(draft), Durability.EVERY_APPEND).close();
            Files.deleteIfExists(rollbackOf(draft));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " cannot be created: " + e.getMessage(), e);
        }
    }

    /** Makes the new name itself durable; Windows cannot open folders and does so by itself. */
    private static void forceFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static Path rollbackOf(Path file) {
        return file.resolveSibling(file.getFileName() + ROLLBACK_SUFFIX);
    }
}
