package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.history.DayFiles.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayFilesTest {
    private static final Symbol SPY = new Symbol("SPY");
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @TempDir
    private Path folder;

    private Path write(LocalDate date, Kind kind, String open, String close) throws IOException {
        Path file = DayFiles.file(folder, SPY, date, kind);
        Files.createDirectories(file.getParent());
        Instant start = NYSE.session(date).orElseThrow().open();
        BarSeries bars = BarSeries.builder(BarSize.ONE_MINUTE)
                .add(
                        start.getEpochSecond(),
                        Price.of(open).units(),
                        Price.of(close).units(),
                        Price.of(open).units(),
                        Price.of(close).units(),
                        5)
                .build();
        CsvBars.write(file, SPY, bars);
        return file;
    }

    private History load() {
        return RecordedHistory.load(folder, List.of(SPY), NYSE, MONDAY, MONDAY.plusDays(4));
    }

    @Test
    void joinsTheDaysAndPrefersTrades() throws IOException {
        write(MONDAY, Kind.TRADES, "450", "451");
        write(MONDAY.plusDays(2), Kind.TRADES, "452", "453");
        write(MONDAY, Kind.MIDPOINT, "1", "2");
        write(MONDAY, Kind.BID_ASK, "450.10", "450.16");
        History history = load();
        BarSeries bars = history.minutes().get(SPY);
        assertThat(bars.size()).isEqualTo(2);
        assertThat(bars.open(0)).isEqualTo(Price.of("450"));
        assertThat(bars.close(1)).isEqualTo(Price.of("453"));
        long end = bars.startEpochSecond(0) + 60;
        assertThat(history.spreads().get(SPY).half(end))
                .isEqualTo(Price.of("0.03").units());
        assertThat(history.warnings()).isEmpty();
        assertThat(HistoryCheck.check(folder, NYSE).get(0))
                .satisfies(it -> assertThat(it.kinds()).containsExactly("trades", "midpoint", "bid_ask"))
                .satisfies(it -> assertThat(it.missing()).containsExactly(MONDAY.plusDays(1)))
                .satisfies(it -> assertThat(it.problems()).isEmpty());
    }

    @Test
    void saysThatMiddlesAreNoTrades() throws IOException {
        write(MONDAY, Kind.MIDPOINT, "450", "451");
        assertThat(load().warnings())
                .containsExactly("SPY: minutes are middles of bid and ask, without volume, on 1 day");
    }

    @Test
    void refusesAFileOfAnotherDay() throws IOException {
        Path file = write(MONDAY, Kind.TRADES, "450", "451");
        Files.copy(file, DayFiles.file(folder, SPY, MONDAY.plusDays(1), Kind.TRADES));
        assertThatThrownBy(this::load).hasMessageContaining("2026-11-17.trades.csv: does not hold the minutes of SPY");
    }

    @Test
    void tellsEveryProblemOfEveryFile() throws IOException {
        Path file = write(MONDAY, Kind.TRADES, "450", "451");
        Files.writeString(file, """
                symbol,timestamp,open,high,low,close,volume
                SPY,2026-11-16T14:30:00Z,450,451,449,450,10
                SPY,2026-11-16T14:31:00Z,450,449,451,450,10
                SPY,2026-11-16T14:32:00Z,450,451,449
                SPY,2026-11-16T14:33:00Z,450,451,449,450,10
                SPY,2026-11-16T14:33:00Z,450,451,449,450,10
                SPY,yesterday,450,451,449,450,10
                """);
        write(MONDAY.plusDays(1), Kind.TRADES, "450", "451");
        Files.writeString(folder.resolve("QQQ.csv"), "nonsense\n");
        List<HistoryCheck.Finding> findings = HistoryCheck.check(folder, NYSE);
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).problems()).hasSize(1);
        assertThat(findings.get(1).problems())
                .extracting(line -> line.replaceAll(".*trades.csv:(\\d+):.*", "$1"))
                .containsExactly("3", "4", "6", "7");
        assertThat(findings.get(1).bars()).isEqualTo(3);
    }
}
