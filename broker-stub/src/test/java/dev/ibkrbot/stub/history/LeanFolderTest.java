package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.contract.SharedFolder;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.value.Price;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeanFolderTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Symbol SPY = new Symbol("SPY");
    private static final LocalDate DAY = LocalDate.of(2013, 10, 4);

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(root.resolve("equity/usa/minute/spy"));
    }

    private Path day(String date, String text) throws IOException {
        Path file = folder.resolve(date + "_trade.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(date + "_spy_minute_trade.csv"));
            zip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    private History read(LocalDate first, LocalDate last) {
        return new LeanFolder(root, NYSE).read(SPY, first, first, last);
    }

    @Test
    void tellsWithoutReadingWhetherASymbolHasMinutes() throws IOException {
        day("20131004", "34200000,1,1,1,1,1\n");
        assertThat(RecordedHistory.mayHold(root, SPY, NYSE, DAY, DAY.plusDays(9)))
                .isTrue();
        assertThat(RecordedHistory.mayHold(root, SPY, NYSE, DAY.plusDays(1), DAY.plusDays(9)))
                .isFalse();
        assertThat(RecordedHistory.mayHold(root, new Symbol("IBM"), NYSE, DAY, DAY))
                .isFalse();
    }

    @Test
    void readsRegularMinutesInDollars() throws IOException {
        // 34,200,000 ms after midnight is 09:30 in New York, 13:30 UTC in October.
        day(
                "20131004",
                "34140000,1,1,1,1,1\n34200000,1677400,1678200,1676700,1677700,633958\n"
                        + "57540000,1,1,1,1,7\n57600000,1,1,1,1,1\n");
        BarSeries bars = read(DAY, DAY).minutes().get(SPY);
        assertThat(bars.size()).isEqualTo(2);
        assertThat(bars.bar(0))
                .isEqualTo(new Bar(
                        Instant.parse("2013-10-04T13:30:00Z"),
                        Price.of("167.74"),
                        Price.of("167.82"),
                        Price.of("167.67"),
                        Price.of("167.77"),
                        633_958));
        assertThat(bars.start(1)).isEqualTo(Instant.parse("2013-10-04T19:59:00Z"));
    }

    @Test
    void warnsOfTradingDaysWithoutAFile() throws IOException {
        day("20131004", "34200000,1,1,1,1,1\n");
        day("20131008", "34200000,1,1,1,1,1\n");
        assertThat(read(DAY, LocalDate.of(2013, 10, 9)).warnings())
                .containsExactly(
                        "SPY: minutes only from 2013-10-04 to 2013-10-08",
                        "SPY: no minutes on 1 trading day: 2013-10-07");
    }

    @Test
    void namesTheTruncatedZip() throws IOException {
        Path file = day("20131004", "34200000,1,1,1,1,1\n".repeat(100));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> read(DAY, DAY))
                .isInstanceOf(HistoryException.class)
                .hasMessageStartingWith(file + ": is not a readable zip: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void namesTheZipOfWhichOneBitIsWrong() throws IOException {
        Path file = day("20131004", "34200000,1677400,1678200,1676700,1677700,633958\n");
        byte[] bytes = Files.readAllBytes(file);
        bytes[70] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> read(DAY, DAY))
                .isInstanceOf(HistoryException.class)
                .hasMessageStartingWith(file.toString());
    }

    /** Whatever byte is wrong, the data is either refused or the same. */
    @Test
    void believesNoDamagedZip() throws IOException {
        Path file = day("20131004", "34200000,1677400,1678200,1676700,1677700,633958\n");
        byte[] good = Files.readAllBytes(file);
        Bar bar = read(DAY, DAY).minutes().get(SPY).bar(0);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 4;
            Files.write(file, bad);
            try {
                assertThat(read(DAY, DAY).minutes().get(SPY).bar(0)).isEqualTo(bar);
            } catch (HistoryException e) {
                assertThat(e.getMessage()).contains("spy").doesNotContain("\n");
            }
            Files.write(file, Arrays.copyOf(good, i));
            assertThatThrownBy(() -> read(DAY, DAY)).isInstanceOf(HistoryException.class);
        }
    }

    @Test
    void namesTheLineThatCannotBe() throws IOException {
        Path file = day("20131004", "34200000,1,1,1,1,1\n34260000,2,1,1,1,1\n");
        assertThatThrownBy(() -> read(DAY, DAY))
                .hasMessage(file + ":2: bar at 2013-10-04T13:31:00Z: open 0.0002 is outside low and high");
        day("20131004", "34200000,1,1,1,1,1\n34200000,1,1,1,1,1\n");
        assertThatThrownBy(() -> read(DAY, DAY)).hasMessage(file + ":2: the bar repeats the one before it");
        day("20131004", "34200000,1,1,1,1\n");
        assertThatThrownBy(() -> read(DAY, DAY)).hasMessage(file + ":1: expected 6 fields, found 5");
        day("20131004", "99999999999,1,1,1,1,1\n");
        assertThatThrownBy(() -> read(DAY, DAY)).hasMessage(file + ":1: time is not within a day: 99999999999");
    }

    @Test
    void namesTheSymbolItDoesNotHave() {
        assertThatThrownBy(() -> new LeanFolder(root, NYSE).read(new Symbol("XYZ"), DAY, DAY, DAY))
                .isInstanceOf(HistoryException.class)
                .hasMessage(root.resolve("equity/usa/minute/xyz") + ": unknown symbol XYZ: there is no such folder");
        assertThatThrownBy(() -> read(DAY, DAY))
                .hasMessage(folder + ": no minutes of SPY in regular hours from 2013-10-04 to 2013-10-04");
    }

    @Test
    void quotesTheSpreadOfTheMinuteBefore() throws IOException {
        day("20131004", "34200000,1000000,1000000,1000000,1000000,1\n34260000,1000000,1000000,1000000,1000000,1\n");
        Path quotes = folder.resolve("20131004_quote.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(quotes))) {
            zip.putNextEntry(new ZipEntry("20131004_spy_minute_quote.csv"));
            zip.write("34200000,1,1,1,999000,1,1,1,1,1001000,1\n34260000,,,,,,1,1,1,1001000,1\n"
                    .getBytes(StandardCharsets.US_ASCII));
        }
        BarMarket market = read(DAY, DAY).market(NYSE, DAY);
        Instant open = market.start();
        Stock spy = Stock.of("SPY");
        // Nothing recorded yet, then 99.90 to 100.10 for a minute, then the row without a bid says nothing.
        assertThat(market.quote(spy, open.plusSeconds(59)).spread()).contains(Price.of("0.02"));
        assertThat(market.quote(spy, open.plusSeconds(60)).spread()).contains(Price.of("0.20"));
        assertThat(market.quote(spy, open.plusSeconds(119)).bid()).contains(Price.of("99.90"));
        assertThat(market.quote(spy, open.plusSeconds(120)).spread()).contains(Price.of("0.02"));
    }

    @Test
    void readsTheRecordedWeek() {
        Path lean = SharedFolder.find("lean");
        List<Symbol> symbols = List.of(SPY, new Symbol("IBM"));
        History history = RecordedHistory.load(lean, symbols, NYSE, DAY, LocalDate.of(2013, 10, 11));
        assertThat(history.warnings()).isEmpty();
        assertThat(history.minutes().get(SPY).size()).isEqualTo(6 * 390);
        assertThat(history.minutes().get(SPY).start(0)).isEqualTo(Instant.parse("2013-10-04T13:30:00Z"));
        assertThat(history.days().get(SPY).size()).isGreaterThan(5_000);
    }

    @Test
    void endsTheHalfDayAtOne() {
        Path lean = SharedFolder.find("lean");
        Symbol goog = new Symbol("GOOG");
        LocalDate eve = LocalDate.of(2015, 12, 24);
        History history = RecordedHistory.load(lean, List.of(goog), NYSE, eve, eve);
        BarSeries bars = history.minutes().get(goog);
        assertThat(bars.end(bars.size() - 1)).isEqualTo(Instant.parse("2015-12-24T18:00:00Z"));
    }

    @Test
    void checksEverythingThatIsThere() {
        Path lean = SharedFolder.find("lean");
        assertThat(HistoryCheck.check(lean, NYSE))
                .extracting(HistoryCheck.Finding::name, HistoryCheck.Finding::sessions)
                .containsExactly(tuple("GOOG", 3), tuple("IBM", 6), tuple("SPY", 7));
    }
}
