package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.value.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvBarsTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Symbol SPY = new Symbol("SPY");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final String HEADER = "timestamp,open,high,low,close,volume\n";

    @TempDir
    private Path folder;

    private History read(String text) throws IOException {
        Path file = folder.resolve("SPY.csv");
        Files.writeString(file, text);
        return CsvBars.read(file, Optional.of(SPY), NYSE, DAY, DAY);
    }

    @Test
    void readsBothKindsOfTimestampsAndLeavesOutOtherHours() throws IOException {
        // 14:30 UTC is half past nine in New York in November; 1795012260 is a minute later.
        History history = read("Volume,Close,Low,High,Open,Timestamp,Note\n"
                + "9,1,1,1,1,2026-11-18T09:29:00-05:00,early\n"
                + "100,600.10,599.99,600.25,600,2026-11-18T09:30:00-05:00,first\r\n"
                + "200.0,600.2,600.1,600.30000000001,600.1,1795012260,second\n"
                + "9,1,1,1,1,2026-11-18T21:00:00Z,late\n");
        BarSeries bars = history.minutes().get(SPY);
        assertThat(List.of(bars.bar(0), bars.bar(1)))
                .isEqualTo(List.of(
                        bar("2026-11-18T14:30:00Z", "600", "600.25", "599.99", "600.10", 100),
                        bar("2026-11-18T14:31:00Z", "600.1", "600.3", "600.1", "600.2", 200)));
        assertThat(bars.size()).isEqualTo(2);
        assertThat(history.warnings()).singleElement().asString().contains("2 rows of SPY outside regular hours");
    }

    private static Bar bar(String start, String open, String high, String low, String close, long volume) {
        return new Bar(Instant.parse(start), Price.of(open), Price.of(high), Price.of(low), Price.of(close), volume);
    }

    /** Row after one good row at 09:30; the error names file, line and column. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-18T14:31:00Z,NaN,1,1,1,1 | :3: open is not a decimal number: 'NaN'",
                "2026-11-18T14:31:00Z,1,1e3,1,1,1 | :3: high is not a decimal number: '1e3'",
                "2026-11-18T14:31:00Z,1,1,,1,1 | :3: low is not a decimal number: ''",
                "2026-11-18T14:31:00Z,1,1,-1,1,1 | :3: bar at 2026-11-18T14:31:00Z: low -1.00 is not positive",
                "2026-11-18T14:31:00Z,1,1,2,1,1 | :3: bar at 2026-11-18T14:31:00Z: high 1.00 is below low 2.00",
                "2026-11-18T21:30:00Z,1,1,2,1,1 | :3: bar at 2026-11-18T21:30:00Z: high 1.00 is below low 2.00",
                "2026-11-21T15:00:00Z,1,1,0,1,1 | :3: bar at 2026-11-21T15:00:00Z: low 0.00 is not positive",
                "2026-11-18T14:31:00Z,3,2,1,1,1 | :3: bar at 2026-11-18T14:31:00Z: open 3.00 is outside low and high",
                "2026-11-18T14:31:00Z,1,1,1,1,-5 | :3: bar at 2026-11-18T14:31:00Z: volume -5 is negative",
                "2026-11-18T14:31:00Z,1,1,1,1,x | :3: volume is not a whole number: 'x'",
                "2026-11-18T14:31:00Z,1,1,1,1 | :3: has 5 fields, the first line has 6",
                "2026-11-18T14:30:00Z,1,1,1,1,1 | :3: the bar repeats the one before it",
                "2026-11-18T14:29:00Z,1,1,1,1,1 | :3: the bar is before the one before it",
                "2026-11-18T14:30:30Z,1,1,1,1,1 | :3: the bar does not start at a whole minute",
                "2026-11-18 14:31,1,1,1,1,1 | :3: timestamp is neither ISO 8601 with an offset nor seconds since 1970: "
                        + "'2026-11-18 14:31'",
                "2026-11-18T14:31:00Z,99999999999999999999,1,1,1,1 | :3: open is out of range: '99999999999999999999'",
            })
    void namesFileLineAndFault(String row, String message) {
        assertThatThrownBy(() -> read(HEADER + "2026-11-18T14:30:00Z,1,1,1,1,1\n" + row + "\n"))
                .isInstanceOf(HistoryException.class)
                .hasMessage(folder.resolve("SPY.csv") + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timestamp,open,high,low,close | :1: column 'volume' is missing",
                "time,open,high,low,close,volume | :1: column 'timestamp' is missing",
                "timestamp,open,open,high,low,close,volume | :1: column 'open' is there twice",
            })
    void namesTheColumnThatIsMissing(String header, String message) {
        assertThatThrownBy(() -> read(header + "\n")).hasMessage(folder.resolve("SPY.csv") + message);
    }

    @Test
    void refusesAnEmptyFileAndALineWithoutEnd() {
        assertThatThrownBy(() -> read("")).hasMessage(folder.resolve("SPY.csv") + ": is empty");
        assertThatThrownBy(() -> read(HEADER + "1".repeat(5_000)))
                .hasMessage(folder.resolve("SPY.csv") + ":2: the line is longer than 4096 bytes");
    }

    @ParameterizedTest
    @CsvSource({"2024-02-29T14:30:00Z", "2025-03-31T13:30:00Z", "2025-12-31T14:30:00Z"})
    void readsTheEndsOfMonths(String start) throws IOException {
        Path file = folder.resolve("SPY.csv");
        Files.writeString(file, HEADER + start + ",1,1,1,1,1\n");
        LocalDate day = LocalDate.parse(start.substring(0, 10));
        BarSeries bars =
                CsvBars.read(file, Optional.of(SPY), NYSE, day, day).minutes().get(SPY);
        assertThat(bars.bar(0)).isEqualTo(bar(start, "1", "1", "1", "1", 1));
    }

    @ParameterizedTest
    @CsvSource({"2025-02-29T14:30:00Z", "2025-04-31T13:30:00Z", "2025-12-32T14:30:00Z", "2025-01-00T14:30:00Z"})
    void refusesDaysThatAreNot(String start) {
        assertThatThrownBy(() -> read(HEADER + start + ",1,1,1,1,1\n"))
                .hasMessage(folder.resolve("SPY.csv")
                        + ":2: timestamp is neither ISO 8601 with an offset nor seconds since 1970: '" + start + "'");
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        BarSeries bars = SyntheticBars.minutes(NYSE, SymbolProfile.of(SPY), 1, DAY, DAY);
        Path file = folder.resolve("SPY.csv");
        CsvBars.write(file, SPY, bars);
        BarSeries again =
                CsvBars.read(file, Optional.empty(), NYSE, DAY, DAY).minutes().get(SPY);
        assertThat(again.size()).isEqualTo(390);
        for (int i = 0; i < bars.size(); i++) {
            assertThat(again.bar(i)).isEqualTo(bars.bar(i));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void leavesNothingWhereItCannotWrite() {
        Path file = folder.resolve("absent").resolve("SPY.csv");
        BarSeries bars = SyntheticBars.minutes(NYSE, SymbolProfile.of(SPY), 1, DAY, DAY);
        assertThatThrownBy(() -> CsvBars.write(file, SPY, bars)).isInstanceOf(HistoryException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
