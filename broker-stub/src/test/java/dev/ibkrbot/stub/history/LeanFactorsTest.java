package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.contract.SharedFolder;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.CorporateAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeanFactorsTest {
    private static final Symbol XYZ = new Symbol("XYZ");

    @TempDir
    private Path equity;

    private List<CorporateAction> read(String rows) throws IOException {
        Files.createDirectories(equity.resolve("factor_files"));
        Files.writeString(equity.resolve("factor_files/xyz.csv"), rows);
        return LeanFactors.read(equity, XYZ, MarketCalendar.nyse());
    }

    @Test
    void findsWhatHappenedBeforeTheNextTradingDay() throws IOException {
        assertThat(read("20140102,0.9975,0.0142858,1\n20140606,0.9975,0.0142858,100\n20140613,1,0.0142858,700\n"
                        + "20150102,1,0.1,5\n20160108,1,0.01,90\n20501231,1,0.010027,0\n"))
                .containsExactly(
                        new CorporateAction.Dividend(XYZ, LocalDate.of(2014, 6, 9), Price.of("0.25")),
                        new CorporateAction.Split(XYZ, LocalDate.of(2014, 6, 16), 7, 1),
                        new CorporateAction.Split(XYZ, LocalDate.of(2015, 1, 5), 1, 10),
                        new CorporateAction.Split(XYZ, LocalDate.of(2016, 1, 11), 100_270, 100_000));
    }

    @Test
    void knowsTheSplitsAndDividendsOfARealShare() {
        Path lean = SharedFolder.find("lean").resolve("equity/usa");
        assertThat(LeanFactors.read(lean, new Symbol("AAPL"), MarketCalendar.nyse()))
                .contains(
                        new CorporateAction.Split(new Symbol("AAPL"), LocalDate.of(2014, 6, 9), 7, 1),
                        new CorporateAction.Split(new Symbol("AAPL"), LocalDate.of(2020, 8, 31), 4, 1),
                        new CorporateAction.Dividend(new Symbol("AAPL"), LocalDate.of(2020, 11, 6), Price.of("0.205")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20140101,1,1                     | :1: expected 4 fields, found 3
            2014-01-01,1,1,1                 | :1: not a date: '2014-01-01'
            20140101,0,1,1                   | :1: factors are not positive, or their dates do not ascend
            20140101,1,x,1                   | :1: split factor is not a decimal number: 'x'
            """)
    void namesTheRowThatCannotBe(String row, String problem) {
        assertThatThrownBy(() -> read(row + "\n"))
                .isInstanceOf(HistoryException.class)
                .hasMessage(equity.resolve("factor_files/xyz.csv") + problem);
    }
}
