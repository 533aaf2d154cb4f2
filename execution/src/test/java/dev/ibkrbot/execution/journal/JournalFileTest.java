package dev.ibkrbot.execution.journal;

import static dev.ibkrbot.execution.journal.JournalFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("journal.db");
    }

    @Test
    void createsOnceAndOpensFromThenOn() throws IOException {
        try (Journal journal = openOrCreate()) {
            journal.append(record(1));
        }
        try (Journal journal = openOrCreate()) {
            assertThat(journal.head().sequence()).isEqualTo(1);
        }
        try (Stream<Path> names = Files.list(folder)) {
            assertThat(names.map(Path::getFileName).map(Path::toString))
                    .allMatch(name -> name.equals("journal.db") || name.equals("journal.db-journal"));
        }
    }

    @Test
    void startsOverWhenAnEarlierBirthWasInterrupted() throws IOException {
        Files.write(folder.resolve("journal.db.new"), new byte[100]);

        openOrCreate().close();

        assertThat(file).isNotEmptyFile();
        assertThat(folder.resolve("journal.db.new")).doesNotExist();
    }

    static Stream<byte[]> contentsThatAreNoJournal() {
        return Stream.of(
                new byte[0],
                new byte[4096],
                "timestamp,symbol,action\n".repeat(300).getBytes(StandardCharsets.US_ASCII),
                "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("contentsThatAreNoJournal")
    void neverStartsAnewWhenThereIsAFile(byte[] content) throws IOException {
        Files.write(file, content);

        assertThatThrownBy(this::openOrCreate).isInstanceOf(JournalDamagedException.class);
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void refusesAFileThatLostItsDatabase() throws IOException {
        Files.write(folder.resolve("journal.db-journal"), new byte[512]);

        assertThatThrownBy(this::openOrCreate).isInstanceOf(JournalDamagedException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void namesAFolderThatIsNotThere() {
        Path missing = folder.resolve("state").resolve("journal.db");

        assertThatThrownBy(() -> JournalFile.openOrCreate(missing, JournalFixtures::sqlite, Durability.EVERY_APPEND))
                .isInstanceOf(JournalException.class);
    }

    private Journal openOrCreate() {
        return JournalFile.openOrCreate(file, JournalFixtures::sqlite, Durability.EVERY_APPEND);
    }
}
