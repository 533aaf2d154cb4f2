package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.value.Price;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainArchiveTest {
    private static final Symbol SPY = new Symbol("SPY");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final Instant OPEN = Instant.parse("2026-11-18T14:30:00Z");
    private static final OptionContract CALL =
            OptionContract.equity(SPY, LocalDate.of(2026, 11, 27), Price.of("450"), Right.CALL);
    private static final OptionContract PUT =
            OptionContract.equity(SPY, LocalDate.of(2026, 11, 27), Price.of("450"), Right.PUT);

    @TempDir
    private Path folder;

    private static Bar bar(int minute) {
        return new Bar(
                OPEN.plusSeconds(60L * minute),
                Price.of("450.1"),
                Price.of("450.25"),
                Price.of("450"),
                Price.of("450.2"),
                1_234 + minute);
    }

    private static final Quote STOCK = new Quote(
            Stock.of("SPY"),
            Optional.of(Price.of("450.1")),
            Optional.of(Price.of("450.12")),
            Optional.empty(),
            OptionalLong.of(10_000),
            OPEN.plusSeconds(59),
            DataQuality.DELAYED);

    private static final OptionQuote FULL = new OptionQuote(
            CALL,
            new Quote(
                    CALL,
                    Optional.of(Price.of("5.05")),
                    Optional.of(Price.of("5.1")),
                    Optional.of(Price.of("5.07")),
                    OptionalLong.of(77),
                    OPEN.plusSeconds(60),
                    DataQuality.LIVE),
            OptionalLong.of(4_321),
            OptionalDouble.of(0.1 + 0.2),
            Optional.of(new Greeks(0.512345678901234, 0.01, 45.5, -31.25, 0)));

    private static final OptionQuote BARE = new OptionQuote(
            PUT,
            new Quote(
                    PUT,
                    Optional.empty(),
                    Optional.of(Price.of("0.05")),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OPEN,
                    DataQuality.FROZEN),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            Optional.empty());

    private static final List<ChainRecord> RECORDS = List.of(
            new ChainRecord.Minute(bar(0)),
            new ChainRecord.Underlying(OPEN.plusSeconds(60), STOCK),
            new ChainRecord.Option(OPEN.plusSeconds(60), FULL),
            new ChainRecord.Option(OPEN.plusSeconds(60), BARE),
            new ChainRecord.Unanswered(OPEN.plusSeconds(60), CALL, "not answered in time"),
            new ChainRecord.SweepEnd(OPEN.plusSeconds(60)));

    private static void write(ChainWriter writer, List<ChainRecord> records) {
        for (ChainRecord record : records) {
            if (record instanceof ChainRecord.Minute it) {
                writer.minute(it.bar());
            } else if (record instanceof ChainRecord.Underlying it) {
                writer.underlying(it.at(), it.quote());
            } else if (record instanceof ChainRecord.Option it) {
                writer.option(it.at(), it.quote());
            } else if (record instanceof ChainRecord.Unanswered it) {
                writer.unanswered(it.at(), it.contract(), it.reason());
            } else if (record instanceof ChainRecord.SweepEnd it) {
                writer.sweepEnd(it.at());
            }
        }
    }

    private Path written() {
        try (ChainWriter writer = ChainWriter.open(folder, SPY, DAY)) {
            write(writer, RECORDS);
            return writer.file();
        }
    }

    private static List<ChainRecord> read(Path file) {
        List<ChainRecord> records = new ArrayList<>();
        ChainArchive.read(file, records::add);
        return records;
    }

    @Test
    void readsBackWhatWasWritten() {
        Path file = written();
        assertThat(read(file)).isEqualTo(RECORDS);
        assertThat(ChainArchive.read(file, record -> {}))
                .isEqualTo(new ChainArchive.Contents(SPY, DAY, file.toFile().length(), false, 1, 2));
        assertThat(ChainArchive.days(folder, SPY)).containsOnlyKeys(DAY);
    }

    @Test
    void writesTheFormatThatIsDocumented() throws IOException {
        assertThat(Files.readAllLines(written()).stream().map(line -> line.substring(0, line.length() - 9)))
                .containsExactly(
                        "ibkrbot-chain,1,SPY,2026-11-18",
                        "B,2026-11-18T14:30:00Z,450.10,450.25,450.00,450.20,1234",
                        "U,2026-11-18T14:31:00Z,DELAYED,450.10,450.12,,10000,2026-11-18T14:30:59Z",
                        "C,0,2026-11-27,450.00,C,100,SPY,AMERICAN,PHYSICAL,USD",
                        "O,2026-11-18T14:31:00Z,0,LIVE,5.05,5.10,5.07,77,2026-11-18T14:31:00Z,4321,"
                                + "0.30000000000000004,0.512345678901234,0.01,45.5,-31.25,0.0",
                        "C,1,2026-11-27,450.00,P,100,SPY,AMERICAN,PHYSICAL,USD",
                        "O,2026-11-18T14:31:00Z,1,FROZEN,,0.05,,,2026-11-18T14:30:00Z,,,,,,,",
                        "X,2026-11-18T14:31:00Z,0,not answered in time",
                        "E,2026-11-18T14:31:00Z");
    }

    @Test
    void goesOnAfterBeingKilledAtAnyByte() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (ChainWriter writer = ChainWriter.open(folder, SPY, DAY)) {
                writer.minute(bar(5));
                writer.underlying(OPEN.plusSeconds(120), STOCK);
            }
            int kept = (int) new String(whole, 0, length, StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith("B") || line.matches("[UOXE],.*"))
                    .count();
            List<ChainRecord> records = read(file);
            List<ChainRecord> before = records.subList(0, records.size() - 2);
            assertThat(before).isEqualTo(RECORDS.subList(0, before.size()));
            assertThat(before.size()).isGreaterThanOrEqualTo(kept - 1);
            assertThat(records.subList(before.size(), records.size()))
                    .containsExactly(
                            new ChainRecord.Minute(bar(5)), new ChainRecord.Underlying(OPEN.plusSeconds(120), STOCK));
        }
    }

    @Test
    void namesLineAndByteOfAnyDamage() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length - 1; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageMatching("(?s).*2026-11-18\\.chain:\\d+: .*\\(at byte \\d+\\)");
            assertThatThrownBy(() -> ChainWriter.open(folder, SPY, DAY)).isInstanceOf(HistoryException.class);
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    @Test
    void noticesALineThatIsMissing() throws IOException {
        Path file = written();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(2);
        Files.writeString(file, String.join("\n", lines) + "\n");
        assertThatThrownBy(() -> read(file)).hasMessageContaining(".chain:3: the checksum is wrong");
    }

    @Test
    void refusesASecondWriterAndAnothersFile() throws IOException {
        try (ChainWriter writer = ChainWriter.open(folder, SPY, DAY)) {
            assertThatThrownBy(() -> ChainWriter.open(folder, SPY, DAY))
                    .hasMessageContaining("is being written by another recorder");
            writer.sweepEnd(OPEN);
        }
        Path strange = ChainArchive.file(folder, SPY, DAY.plusDays(1));
        Files.writeString(strange, "somebody's notes");
        assertThatThrownBy(() -> ChainWriter.open(folder, SPY, DAY.plusDays(1)))
                .hasMessageContaining("this is not a recording");
        assertThat(strange).hasContent("somebody's notes");
        Files.copy(ChainArchive.file(folder, SPY, DAY), ChainArchive.file(folder, SPY, DAY.plusDays(2)));
        assertThatThrownBy(() -> ChainWriter.open(folder, SPY, DAY.plusDays(2)))
                .hasMessageContaining("holds SPY of 2026-11-18 instead");
    }

    @Test
    void playsTheMinutesBack() {
        written();
        History history = RecordedHistory.load(folder, List.of(SPY), MarketCalendar.nyse(), DAY, DAY);
        assertThat(history.minutes().get(SPY).bar(0)).isEqualTo(bar(0));
        assertThat(history.warnings()).hasSize(1);
        assertThat(RecordedHistory.symbols(folder, MarketCalendar.nyse())).containsExactly(SPY);
    }
}
