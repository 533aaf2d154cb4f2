package dev.ibkrbot.execution.journal;

import static dev.ibkrbot.execution.journal.JournalFixtures.entries;
import static dev.ibkrbot.execution.journal.JournalFixtures.entriesOf;
import static dev.ibkrbot.execution.journal.JournalFixtures.records;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Kills a real process in the middle of appending; what it said was durable must be there afterwards. */
class JournalKillTest {
    private static final int KILLS = Integer.getInteger("journal.kills", 4);

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void keepsEveryAcknowledgedRecordWhenTheProcessIsKilled() throws IOException, InterruptedException {
        Path file = folder.resolve("journal.db");
        SplittableRandom random = new SplittableRandom(11);
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = appendUntilKilled(file, random.nextInt(1, 40), random.nextInt(300_000));

            try (Journal journal = JdbcJournal.open(JournalFixtures.sqlite(file), Durability.EVERY_APPEND)) {
                long kept = journal.head().sequence();
                assertThat(kept).isBetween(acknowledged, acknowledged + 1);
                assertThat(entriesOf(journal)).isEqualTo(entries(records((int) kept)));
            }
        }
    }

    /** The last sequence the process printed before it died. */
    private static long appendUntilKilled(Path file, int lines, int spinsAfterwards)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        JournalWriterProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (BufferedReader output = process.inputReader()) {
            for (int i = 0; i < lines; i++) {
                last = Long.parseLong(output.readLine());
            }
            for (int spin = 0; spin < spinsAfterwards; spin++) {
                Thread.onSpinWait(); // so that the kill meets any moment of the next append
            }
            // by its handle: Process.destroyForcibly would also close the pipe with the last acknowledgements
            process.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last = Long.parseLong(line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last;
    }

    /** What the child process needs, found where this process found it, whoever runs the tests. */
    private static String classPath() {
        return Stream.of(JournalWriterProcess.class, JdbcJournal.class, SQLiteDataSource.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
