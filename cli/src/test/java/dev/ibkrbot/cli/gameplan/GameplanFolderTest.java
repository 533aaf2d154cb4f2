package dev.ibkrbot.cli.gameplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.strategy.regime.DayStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file of a folder belongs to the date it says; what is not sure of a date enters nothing on it. */
class GameplanFolderTest {
    private static final LocalDate THURSDAY = GameplanTexts.TODAY;
    private static final LocalDate FRIDAY = THURSDAY.plusDays(1);

    @TempDir
    private Path files;

    private GameplanFolder folder;

    @BeforeEach
    void looksAtAnEmptyFolder() {
        folder = new GameplanFolder(files, GameplanTexts.RULES);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(files.resolve(name), text);
    }

    private static String of(LocalDate date) {
        String session = "gauntlet_" + date.toString().replace("-", "") + "_";
        return GameplanTexts.WHOLE.replace(THURSDAY.toString(), date.toString()).replace("gauntlet_20260226_", session);
    }

    private String refusal(LocalDate date) {
        GameplanReading reading = folder.of(date);
        assertThat(reading.plan().date()).isEqualTo(date);
        assertThat(reading.plan().strategy() == DayStrategy.C)
                .isEqualTo(reading.refusal().isPresent());
        return reading.refusal().orElse("accepted");
    }

    @Test
    void findsThePlanOfADateWhateverItsFileIsCalled() throws IOException {
        write("b.json", of(THURSDAY));
        write("a.json", of(FRIDAY));
        write("notes.txt", "of 2026-02-28");
        write(".b.json", of(THURSDAY));
        assertThat(refusal(THURSDAY)).isEqualTo("accepted");
        assertThat(refusal(FRIDAY)).isEqualTo("accepted");
        assertThat(refusal(FRIDAY.plusDays(1))).isEqualTo("missing_file");
    }

    @Test
    void entersNothingOnADateWithTwoFiles() throws IOException {
        write("a.json", of(THURSDAY));
        write("b.json", of(THURSDAY).replace("trend day", "other"));
        assertThat(refusal(THURSDAY)).isEqualTo("duplicate_date");
        assertThat(folder.of(THURSDAY).problems())
                .containsExactly(new GameplanProblem("", "a.json, b.json are all of 2026-02-26", true));
        Files.delete(files.resolve("b.json"));
        assertThat(refusal(THURSDAY)).isEqualTo("accepted");
    }

    @Test
    void takesTheDateOfAnUnreadableFileFromItsName() throws IOException {
        write("plan-20260226.json", "{");
        write("2026-02-27.json", "");
        write("broken.json", "{");
        assertThat(refusal(THURSDAY)).isEqualTo("invalid_json");
        assertThat(refusal(FRIDAY)).isEqualTo("empty_file");
        assertThat(folder.of(FRIDAY.plusDays(3)).problems().get(0).what())
                .contains("broken.json cannot be told to belong to any date");
    }

    @Test
    void remembersTheDateOfAFileThatIsBeingWritten() throws IOException {
        write("plan.json", of(THURSDAY));
        assertThat(refusal(THURSDAY)).isEqualTo("accepted");
        write("plan.json", of(THURSDAY).substring(0, 100));
        assertThat(refusal(THURSDAY)).isEqualTo("invalid_json");
        write("plan.json", of(THURSDAY));
        assertThat(refusal(THURSDAY)).isEqualTo("accepted");
        Files.delete(files.resolve("plan.json"));
        assertThat(refusal(THURSDAY)).isEqualTo("missing_file");
    }

    @Test
    void tellsOfAllInOrder() throws IOException {
        assertThat(folder.all())
                .extracting(it -> it.reading().refusal().orElse(""))
                .containsExactly("missing_file");
        write("b.json", of(FRIDAY));
        write("a.json", of(THURSDAY).replace("\"A\"", "\"D\""));
        write("broken.json", "{");
        List<String> lines =
                folder.all().stream().map(GameplanFolder.Dated::line).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("2026-02-26 schema_violation: strategy: 'D' is not one of A, B, C");
        assertThat(lines.get(1)).startsWith("2026-02-27 usable: strategy A, [QQQ], size 60%");
        assertThat(lines.get(2)).startsWith("broken.json invalid_json: ");
    }

    @Test
    void entersNothingWithoutTheFolder() throws IOException {
        assertThat(new GameplanFolder(files.resolve("none"), GameplanTexts.RULES)
                        .of(THURSDAY)
                        .refusal())
                .hasValue("missing_file");
    }
}
