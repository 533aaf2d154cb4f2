package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.filesBelow;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that cannot be believed: one line naming the place, the right exit code, and nothing left behind. */
class BadInputTest {
    private static final String HEAD = "timestamp,open,high,low,close,volume\n";
    private static final String WORD = "insufficient_bars";
    private static final String BAR = "2026-11-18T14:30:00Z,100,101,99,100.5,1000\n";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Exit code, one-line cause that begins with the place, a fix, no data on standard output, no new file. */
    private void refuses(int code, String place, Ran ran) {
        assertThat(ran.code()).as(ran.err()).isEqualTo(code);
        assertThat(ran.told("error")).isNotEmpty();
        assertThat(ran.told("why")).startsWith(place);
        assertThat(ran.told("fix")).isNotEmpty();
        assertThat(ran.err().lines()).hasSize(3);
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-11-18T14:31:00Z,100,101,99,100.5         | has 5 fields, the first line has 6
                    2026-11-18T14:30:00Z,100,101,99,100.5,1000    | the bar repeats the one before it
                    2026-11-18T14:29:00Z,100,101,99,100.5,1000    | the bar is before the one before it
                    2026-11-18T14:31:00Z,100,101,-99,100.5,1000   |
                    2026-11-18T14:31:00Z,-100,-99,-101,-100,1000  |
                    2026-11-18T14:31:00Z,NaN,101,99,100.5,1000    | open is not a decimal number: 'NaN'
                    2026-11-18T14:31:00Z,100,99,101,100.5,1000    |
                    2026-11-18T14:31:00Z,0,0,0,0,1000             |
                    2026-11-18T14:31:00Z,100,101,99,100.5,-5      |
                    2026-11-18T14:31:30Z,100,101,99,100.5,1000    | the bar does not start at a whole minute
                    yesterday,100,101,99,100.5,1000               |
                    """)
    void refusesABarThatCannotBe(String third, String what) throws IOException {
        Path csv = file("SPY.csv", HEAD + BAR + third + "\n" + BAR);
        Path state = folder.resolve("state");
        Ran backtest = bot("backtest", "--data", csv, "--state-dir", state, "--report", folder.resolve("page.html"));
        refuses(9, csv + ":3: " + (what == null ? "" : what), backtest);

        Ran imported = bot("data", "import", "--data", csv, "--out", folder.resolve("imported"));
        refuses(9, csv + ":3: ", imported);

        Ran verified = bot("data", "verify", csv);
        assertThat(verified.code()).isEqualTo(9);
        assertThat(verified.told("why")).startsWith(csv + ":3: ");
        assertThat(filesBelow(folder)).containsExactly("SPY.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp,open,high,low,close\n", "time,open,high,low,close,volume\n"})
    void refusesAMissingColumn(String head) throws IOException {
        Path csv = file("SPY.csv", head + BAR);
        refuses(9, csv + ":1: column '", bot("backtest", "--data", csv, "--state-dir", folder.resolve("state")));
        assertThat(filesBelow(folder)).containsExactly("SPY.csv");
    }

    @Test
    void refusesATruncatedZip() throws IOException {
        Path day = lean("20131004", "34200000,1,1,1,1,1\n".repeat(50));
        byte[] whole = Files.readAllBytes(day);
        Files.write(day, Arrays.copyOf(whole, whole.length / 2));
        Path state = folder.resolve("state");
        refuses(
                9,
                day + ": ",
                bot("backtest", "--data", folder, "--symbols", "SPY", "--options", "model", "--state-dir", state));
        assertThat(filesBelow(state)).isEmpty();
    }

    private Path lean(String date, String text) throws IOException {
        Path minutes = folder.resolve("equity/usa/minute/spy");
        Files.createDirectories(minutes);
        Path zip = minutes.resolve(date + "_trade.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(date + "_spy_minute_trade.csv"));
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return zip;
    }

    @Test
    void listsEveryBadFile() throws IOException {
        lean("20131004", "34200000,1,1,1,1,1\n");
        Path tuesday = lean("20131008", "34200000,1,1,1,1,1\n34200000,1,1,1,1,1\n");
        Path wednesday = lean("20131009", "34200000,1,1,2,1,1\n");
        Ran ran = bot("data", "verify", folder, "--json");
        assertThat(ran.code()).isEqualTo(9);
        JsonNode problems = ran.json().at("/problems");
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0).asText()).startsWith(tuesday.toString()).contains(":2: ");
        assertThat(problems.get(1).asText()).startsWith(wednesday.toString()).contains(":1: ");
    }

    @Test
    void refusesAnUnknownSymbol() throws IOException {
        Path csv = file("SPY.csv", HEAD + BAR);
        Path state = folder.resolve("state");
        refuses(
                9,
                folder + ": unknown symbol ZZZ",
                bot("backtest", "--data", folder, "--symbols", "ZZZ", "--state-dir", state));
        refuses(
                9,
                csv + ": unknown symbol ZZZ",
                bot("backtest", "--data", csv, "--symbols", "ZZZ", "--state-dir", state));
        assertThat(filesBelow(state)).isEmpty();
    }

    @Test
    void refusesAStateFolderThatCannotBeWrittenTo() throws IOException {
        Path file = file("state", "a file where a folder is needed");
        refuses(2, file.toString(), bot("run", "--state-dir", file));
        assertThat(file).hasContent("a file where a folder is needed");
    }

    @Test
    void refusesAReportThatCannotBeWrittenBeforeItRuns() throws IOException {
        Path file = file("taken", "");
        Path state = folder.resolve("state");
        refuses(2, "the report ", bot("run", "--report", file.resolve("page.html"), "--state-dir", state));
        assertThat(filesBelow(folder)).containsExactly("taken");
    }

    @Test
    @Tag("DL3")
    void refusesACorruptJournalEverywhere() throws IOException {
        Path state = folder.resolve("state");
        JsonNode run =
                well("run", "--cycles", 12, "--json", "--state-dir", state).json();
        Path journal = Path.of(run.at("/journal").asText());
        byte[] bytes = Files.readAllBytes(journal);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // The database keeps stale copies of what it moved: each occurrence, so that the live one is among them.
        for (int at = text.indexOf(WORD); at >= 0; at = text.indexOf(WORD, at + 1)) {
            bytes[at] ^= 1;
        }
        Files.write(journal, bytes);
        List<String> before = filesBelow(folder);

        refuses(9, journal + ", record ", bot("journal", "verify", journal));
        refuses(9, journal + ", record ", bot("status", "--state-dir", state));
        refuses(9, journal + ", record ", bot("explain", journal));
        Path out = folder.resolve("trades.csv");
        refuses(9, journal + ", record ", bot("journal", "export", "--out", out, journal));
        refuses(9, journal + ", record ", bot("journal", "export", "--format", "jsonl", journal));

        assertThat(filesBelow(folder)).isEqualTo(before);
        assertThat(Files.readAllBytes(journal)).isEqualTo(bytes);
        JsonNode error = bot("status", "--json", journal).json();
        assertThat(error.at("/code").asInt()).isEqualTo(9);
        assertThat(error.at("/error/why").asText()).startsWith(journal + ", record ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a database at all, but long enough to look like a header of one"})
    void refusesAFileThatIsNoJournal(String text) throws IOException {
        Path file = file("journal.db", text);
        for (String command : List.of("status", "explain")) {
            refuses(9, file.toString(), bot(command, file));
        }
        assertThat(file).hasContent(text);
    }
}
