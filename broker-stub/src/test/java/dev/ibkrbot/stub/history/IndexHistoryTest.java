package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The volatility index as recorded: of its own file, and beside bars. */
class IndexHistoryTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Index VIX = new Index(new Symbol("VIX"), Currency.USD);
    private static final Symbol SPY = new Symbol("SPY");
    /** A Monday, and the Friday of that week. */
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 16);

    private static final LocalDate LAST = LocalDate.of(2026, 11, 20);

    @TempDir
    private Path folder;

    @TempDir
    private Path bars;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Four minutes of SPY on Monday and Friday, with this beside it. */
    private History beside(History index) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (String minute : List.of("2026-11-16T09:30", "2026-11-16T15:59", "2026-11-20T09:30", "2026-11-20T15:59")) {
            text.append(minute).append(":00-05:00,600,600,600,600,100\n");
        }
        Path file = Files.writeString(bars.resolve("SPY.csv"), text);
        return RecordedHistory.load(file, List.of(SPY), NYSE, FIRST, LAST).plus(index);
    }

    private History daily(String rows) throws IOException {
        return IndexHistory.read(file("index.csv", "DATE,OPEN,HIGH,LOW,CLOSE\n" + rows), NYSE, FIRST, LAST);
    }

    private static Quote quote(String level, Instant asOf) {
        return new Quote(
                VIX,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Price.of(level)),
                OptionalLong.empty(),
                asOf,
                DataQuality.LIVE);
    }

    /** Published as MM/DD/YYYY with six places; also ISO dates, other columns and another order. */
    @ParameterizedTest
    @CsvSource({
        "'DATE,OPEN,HIGH,LOW,CLOSE', '11/16/2026,17.240000,90.000000,1.000000,80.000000'",
        "'date,open', '2026-11-16,17.24'",
        "'Close,Open,Date', '80,17.24,11/16/2026'"
    })
    void takesTheOpenOfADayFromItsOpenOnAndNothingElseOfIt(String header, String row) throws IOException {
        History index = IndexHistory.read(file("index.csv", header + "\n" + row + "\n"), NYSE, FIRST, LAST);
        BarMarket market = beside(index).market(NYSE, FIRST);

        Instant open = Instant.parse("2026-11-16T14:30:00Z");
        Instant close = Instant.parse("2026-11-16T21:00:00Z");
        assertThatThrownBy(() -> market.quote(VIX, open.minusSeconds(1)))
                .isInstanceOf(BrokerException.class)
                .hasMessage("no level of VIX now");
        for (Instant now : List.of(open, open.plusMillis(7), open.plusSeconds(7_777), close)) {
            assertThat(market.quote(VIX, now)).isEqualTo(quote("17.24", now));
        }
        assertThat(market.quote(VIX, close.plusSeconds(900))).isEqualTo(quote("17.24", close));
        assertThatThrownBy(() -> market.quote(VIX, open.plusSeconds(86_400))).isInstanceOf(BrokerException.class);
        assertThatThrownBy(() -> market.bars(VIX, BarSize.ONE_DAY, 0, close.getEpochSecond() + 86_400))
                .isInstanceOf(BrokerException.class);
        assertThat(market.assumptions())
                .contains(
                        "VIX is each day's recorded open, taken for fresh until the close; a day without one has none.");
    }

    @Test
    void makesNoLevelOfTextZeroNegativeNumbersAndDaysThatAreMissing() throws IOException {
        // Wednesday is missing, and on Saturday nothing opens.
        History index = daily("11/13/2026,.,,,\n11/16/2026,n/a,1,1,1\n11/17/2026,0,1,1,1\n11/19/2026,-17,1,1,1\n"
                + "11/20/2026,17,1,1,1\n11/21/2026,99,1,1,1\n\n");
        History history = beside(index);
        BarMarket market = history.market(NYSE, FIRST);

        for (int day = 16; day < 20; day++) {
            Instant noon = Instant.parse("2026-11-" + day + "T17:00:00Z");
            assertThatThrownBy(() -> market.quote(VIX, noon)).isInstanceOf(BrokerException.class);
        }
        Instant friday = Instant.parse("2026-11-20T17:00:00Z");
        assertThat(market.quote(VIX, friday)).isEqualTo(quote("17", friday));
        assertThat(index.warnings())
                .containsExactly(folder.resolve("index.csv") + ": VIX opens at no positive number on 3 days: "
                        + "2026-11-16, 2026-11-17, 2026-11-19");
        assertThat(IndexHistory.gaps(history, NYSE, FIRST))
                .containsExactly("VIX: no level on 4 trading days: 2026-11-16, 2026-11-17, 2026-11-18, 2026-11-19");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "DATE,CLOSE > 11/16/2026,17 > :1: column 'open' is missing",
                "DATE,OPEN > 16/11/2026,17 > :2: not a date such as 11/18/2026 or 2026-11-18: '16/11/2026'",
                "DATE,OPEN > 02/30/2026,17 > :2: not a date such as 11/18/2026 or 2026-11-18: '02/30/2026'",
                "DATE,OPEN > 11/16/2026 > :2: has 1 fields, the first line has 2",
                "DATE,OPEN > 11/16/2026,17;11/16/2026,18 > :3: 2026-11-16 is not after the date before it",
                "DATE,OPEN > 11/17/2026,17;11/16/2026,18 > :3: 2026-11-16 is not after the date before it",
                "when,what > 11/17/2026,17 > :1: column 'timestamp' is missing",
                "timestamp,open,high,low,close,volume > 2026-11-16T09:30:00-05:00,0,0,0,0,0 > :2: "
            })
    void saysWithFileAndLineWhatCannotBeRead(String header, String rows, String fault) throws IOException {
        Path file = file("index.csv", header + "\n" + rows.replace(';', '\n') + "\n");
        assertThatThrownBy(() -> IndexHistory.read(file, NYSE, FIRST, LAST))
                .isInstanceOf(HistoryException.class)
                .message()
                .startsWith(file + fault);
    }

    @Test
    void saysThatAFileIsNotThere() {
        Path nowhere = folder.resolve("nowhere.csv");
        assertThatThrownBy(() -> IndexHistory.read(nowhere, NYSE, FIRST, LAST))
                .isInstanceOf(HistoryException.class)
                .hasMessage(nowhere + ": there is no such file");
    }

    private static final String MINUTES = """
            timestamp,open,high,low,close,volume
            2026-11-16T09:30:00-05:00,17,19,16,18,0
            2026-11-16T09:31:00-05:00,18,18,18,18,0
            """;

    private void isPlayedByTheMinute(History index) throws IOException {
        History history = beside(index);
        BarMarket market = history.market(NYSE, FIRST);
        Instant open = Instant.parse("2026-11-16T14:30:00Z");
        assertThat(market.quote(VIX, open.plusSeconds(1))).isEqualTo(quote("17", open.plusSeconds(1)));
        assertThat(market.quote(VIX, open.plusSeconds(59))).isEqualTo(quote("18", open.plusSeconds(59)));
        assertThat(market.quote(VIX, open.plusSeconds(4_000))).isEqualTo(quote("18", open.plusSeconds(120)));
        assertThat(market.bars(VIX, BarSize.ONE_MINUTE, 0, open.getEpochSecond() + 60)
                        .size())
                .isEqualTo(1);
        assertThat(IndexHistory.gaps(history, NYSE, FIRST))
                .containsExactly("VIX: no level on 4 trading days: 2026-11-17, 2026-11-18, 2026-11-19, 2026-11-20");
        assertThat(market.assumptions())
                .contains("VIX is recorded by the minute; within a minute it moves as the price of a stock does.");
    }

    @Test
    void playsMinutesOfItsOwnFile() throws IOException {
        isPlayedByTheMinute(IndexHistory.read(file("levels.csv", MINUTES), NYSE, FIRST, LAST));
    }

    @Test
    void findsItBesideBarsInWhateverLayout() throws IOException {
        Path csv = Files.createDirectories(folder.resolve("csv"));
        Files.writeString(csv.resolve("VIX.csv"), MINUTES);
        Path days = Files.createDirectories(folder.resolve("days/VIX"));
        Files.writeString(days.resolve("2026-11-16.trades.csv"), MINUTES);
        Path one = file(
                "all.csv",
                MINUTES.replaceAll("(?m)^2", "VIX,2").replace("timestamp", "symbol,timestamp")
                        + "SPY,2026-11-16T09:30:00-05:00,600,600,600,600,1\n");
        Path index = Files.createDirectories(folder.resolve("lean"));
        new LeanFiles(index, "spy").stock("20261116", 1, 6_000_000);
        // Of indices 08:30 in Chicago and levels as they are; as an equity 09:30 in New York and ten thousandfold.
        lean(index, "index", "30600000,17,19,16,18,0\n30660000,18.0,18,18,18,0\n");
        Path equity = Files.createDirectories(folder.resolve("equity"));
        lean(equity, "equity", "34200000,170000,190000,160000,180000,0\n34260000,180000,180000,180000,180000,0\n");

        for (Path path : List.of(csv, csv.resolve("VIX.csv"), folder.resolve("days"), one, index, equity)) {
            isPlayedByTheMinute(IndexHistory.find(path, NYSE, FIRST, LAST));
        }
    }

    @Test
    void findsNoneWhereThereIsNone() throws IOException {
        Path spy = file("SPY.csv", MINUTES);
        Path lean = Files.createDirectories(folder.resolve("lean"));
        new LeanFiles(lean, "spy").stock("20261116", 1, 6_000_000);
        for (Path path : List.of(spy, lean, Files.createDirectories(folder.resolve("none")))) {
            History none = IndexHistory.find(path, NYSE, FIRST, LAST);
            assertThat(none).isEqualTo(History.ofMinutes(Map.of(), List.of()));
            assertThat(IndexHistory.gaps(beside(none), NYSE, FIRST)).isEmpty();
        }
    }

    private static void lean(Path root, String kind, String rows) throws IOException {
        Path file = root.resolve(kind + "/usa/minute/vix/20261116_trade.zip");
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("20261116_vix_minute_trade.csv"));
            zip.write(rows.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void isGeneratedAsItFollowsFromSpy() throws IOException {
        List<Symbol> symbols = List.of(SPY, VIX.symbol());
        GeneratedHistory.write(folder, NYSE, 7, symbols, FIRST, LAST);
        History read = RecordedHistory.load(folder, List.of(SPY), NYSE, FIRST, LAST)
                .plus(IndexHistory.find(folder, NYSE, FIRST, LAST));
        BarMarket market = read.market(NYSE, FIRST);
        BarMarket generated = BarMarket.builder()
                .index(
                        VIX.symbol(),
                        VolatilityIndex.of(SyntheticBars.minutes(NYSE, SymbolProfile.of(SPY), 7, FIRST, LAST), 7, NYSE))
                .startingAt(market.start())
                .build();
        Instant moment = Instant.parse("2026-11-19T18:11:31Z");
        assertThat(market.quote(VIX, moment)).isEqualTo(generated.quote(VIX, moment));
        assertThat(IndexHistory.gaps(read, NYSE, FIRST)).isEmpty();
    }
}
