package dev.ibkrbot.stub.history;

import static dev.ibkrbot.stub.history.LeanFiles.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.contract.SharedFolder;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.Touch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfDayChainsTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Symbol XYZ = new Symbol("XYZ");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final OptionContract CALL =
            OptionContract.equity(XYZ, LocalDate.of(2026, 11, 27), Price.of("100"), Right.CALL);
    private static final String HEADING = "#expiry,strike,right,open,high,low,close,volume,open_interest,"
            + "implied_volatility,delta,gamma,vega,theta,rho\n";

    @TempDir
    private Path root;

    private void chain(String date, String text) throws IOException {
        Path folder = Files.createDirectories(root.resolve("option/usa/universes/xyz"));
        Files.writeString(folder.resolve(date + ".csv"), text);
    }

    private static String option(String close) {
        return ",,,100,100,100,100,5,,,,,,,\n20261127,100,C,6,6,4," + close + ",0,,0.3,0.5,0,0,0,0\n";
    }

    @Test
    void valueWhatIsHeldFromTheNextDayOnAndAreNeverTradedOn() throws IOException {
        new LeanFiles(root, "xyz")
                .stock("20261116", 390, 1_000_000)
                .stock("20261117", 390, 1_000_000)
                .stock("20261118", 390, 1_000_000)
                .quotes("20261116", "call_1000000_20261127", row(0, 49_000, 51_000));
        chain("20261116", HEADING + option("4.2500"));
        chain("20261117", HEADING + option("4.1000"));
        OptionRecords records =
                OptionRecords.find(List.of(root), List.of(XYZ), NYSE, MONDAY, MONDAY.plusDays(2), Instant.MAX);
        BarMarket market = RecordedHistory.load(root, List.of(XYZ), NYSE, MONDAY, MONDAY.plusDays(2))
                .marketWithRecordedOptions(NYSE, MONDAY, records);
        assertThat(worth(market, "2026-11-16T20:59:00Z")).isEqualTo(Price.of("5"));
        assertThat(worth(market, "2026-11-17T15:00:00Z")).isEqualTo(Price.of("4.25"));
        assertThat(worth(market, "2026-11-18T15:00:00Z")).isEqualTo(Price.of("4.1"));
        assertThat(market.isTraded(CALL, Instant.parse("2026-11-18T15:00:00Z").getEpochSecond()))
                .isFalse();
        assertThat(market.optionQuote(CALL, Instant.parse("2026-11-18T15:00:00Z"))
                        .quote()
                        .bid())
                .isEmpty();
        assertThat(market.expirations(XYZ, Instant.parse("2026-11-18T15:00:00Z")))
                .isEmpty();
        assertThat(market.assumptions().toString()).contains("XYZ end-of-day chains of 2 days");
    }

    private static Price worth(BarMarket market, String moment) {
        Touch touch = new Touch();
        assertThat(market.look(CALL, Instant.parse(moment).getEpochSecond(), touch))
                .isTrue();
        return Price.ofUnits((touch.bid() + touch.ask()) / 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20261127,100,C,6,6,4,x,0,,0,0,0,0,0,0    | :2: close is not a decimal number: 'x'
            20261127,100,X,6,6,4,5,0,,0,0,0,0,0,0    | :2: 'X' is neither C nor P
            20261127,0,C,6,6,4,5,0,,0,0,0,0,0,0      | :2: a strike that is not positive
            20261127,100,C,6,6,4,-5,0,,0,0,0,0,0,0   | :2: a negative close
            20261327,100,C,6,6,4,5,0,,0,0,0,0,0,0    | :2: not a date: '20261327'
            20261127,100,C,6,6,4                     | :2: expected 15 fields, found 6
            """)
    void nameTheRowThatCannotBe(String row, String problem) throws IOException {
        chain("20261116", HEADING + row + "\n");
        assertThatThrownBy(() -> EndOfDayChains.read(root, XYZ, MONDAY, MONDAY))
                .isInstanceOf(HistoryException.class)
                .hasMessage(root.resolve("option/usa/universes/xyz/20261116.csv") + problem);
    }

    @Test
    void refuseColumnsTheyDoNotKnow() throws IOException {
        chain("20261116", HEADING.replace("close", "settle") + option("1"));
        assertThatThrownBy(() -> EndOfDayChains.read(root, XYZ, MONDAY, MONDAY))
                .hasMessageContaining("20261116.csv:1: the columns are not #expiry,strike,right,");
    }

    @Test
    void readRealDays() {
        Path lean = SharedFolder.find("lean");
        LocalDate day = LocalDate.of(2015, 12, 23);
        assertThat(EndOfDayChains.read(lean, new Symbol("GOOG"), day, day.plusDays(5))
                        .days())
                .hasSize(3);
        assertThat(EndOfDayChains.read(lean, new Symbol("AAPL"), LocalDate.MIN, LocalDate.MAX)
                        .days())
                .hasSize(5);
    }
}
