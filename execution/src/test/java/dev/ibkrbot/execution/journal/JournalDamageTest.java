package dev.ibkrbot.execution.journal;

import static dev.ibkrbot.execution.journal.JournalFixtures.entries;
import static dev.ibkrbot.execution.journal.JournalFixtures.records;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages a real SQLite file in every place: the damage must show, or change nothing that is read. */
class JournalDamageTest {
    private static final int RECORDS = 8;
    /** One of eight bits per byte by default; -Djournal.sweep.bits=8 takes them all. */
    private static final int BITS = Integer.getInteger("journal.sweep.bits", 1);

    @TempDir
    Path folder;

    private Path file;
    private JournalHead head;
    private byte[] sound;

    @BeforeEach
    void writeAJournal() throws IOException {
        file = folder.resolve("journal.db");
        try (Journal journal =
                JdbcJournal.create(JournalFixtures.sqliteWithSmallPages(file), Durability.EVERY_APPEND)) {
            records(RECORDS).forEach(journal::append);
            head = journal.head();
        }
        sound = Files.readAllBytes(file);
        assertThat(verdict(sound)).isEqualTo("sound");
    }

    @Test
    void showsOrSurvivesAFlippedBitInEveryByte() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> silent = new ArrayList<>();
        int shown = 0;
        for (int at = 0; at < sound.length; at++) {
            int firstBit = random.nextInt(8);
            for (int i = 0; i < BITS; i++) {
                byte[] damaged = sound.clone();
                damaged[at] ^= (byte) (1 << ((firstBit + i) % 8));
                String verdict = verdict(damaged);
                shown += verdict.equals("shown") ? 1 : 0;
                if (verdict.startsWith("silent")) {
                    silent.add("byte " + at + " bit " + (firstBit + i) % 8 + ": " + verdict);
                }
            }
        }
        assertThat(silent).isEmpty();
        assertThat(shown).isGreaterThan(RECORDS * 200 * BITS);
    }

    @Test
    void showsEveryTruncation() throws IOException {
        for (int length = 0; length < sound.length; length += length < 1024 ? 1 : 7) {
            assertThat(verdict(Arrays.copyOf(sound, length)))
                    .as("first %s bytes", length)
                    .isEqualTo("shown");
        }
    }

    @Test
    void showsPagesOfZeros() throws IOException {
        for (int page = 0; page < sound.length / 512; page++) {
            byte[] damaged = sound.clone();
            Arrays.fill(damaged, page * 512, (page + 1) * 512, (byte) 0);
            assertThat(verdict(damaged)).as("page %s", page).isEqualTo("shown");
        }
    }

    private String verdict(byte[] content) throws IOException {
        Files.write(file, content);
        List<JournalEntry> read = new ArrayList<>();
        try {
            JournalVerification verification = JournalVerification.verify(JournalFixtures.readOnly(file), read::add);
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
            if (!verification.isSound()) {
                return entries(records(RECORDS)).subList(0, read.size()).equals(read) ? "shown" : "silent: " + read;
            }
            boolean same = verification.head().equals(head) && read.equals(entries(records(RECORDS)));
            return same ? "sound" : "silent: " + verification.head() + " " + read;
        } catch (JournalException e) {
            return "shown";
        }
    }
}
