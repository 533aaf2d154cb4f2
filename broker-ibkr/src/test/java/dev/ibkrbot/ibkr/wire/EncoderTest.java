package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request against the rows of the protocol page, field by field. */
class EncoderTest {
    static final WireContract STOCK = new WireContract(
            756733, "SPY", "STK", "", Optional.empty(), "", "", "SMART", "ARCA", "USD", "SPY", "SPY", List.of());
    static final WireContract OPTION = new WireContract(
            0,
            "SPY",
            "OPT",
            "20251219",
            Optional.of(new BigDecimal("6E2")),
            "C",
            "100",
            "SMART",
            "",
            "USD",
            "",
            "SPY",
            List.of());
    static final WireContract COMBO = new WireContract(
            0,
            "SPY",
            "BAG",
            "",
            Optional.empty(),
            "",
            "",
            "SMART",
            "",
            "USD",
            "",
            "",
            List.of(new WireContract.Leg(11, 1, "BUY", "SMART"), new WireContract.Leg(22, 2, "SELL", "SMART")));
    private static final String STOCK12 = "756733|SPY|STK|||||SMART|ARCA|USD|SPY|SPY";
    private static final String OPTION12 = "0|SPY|OPT|20251219|600|C|100|SMART||USD||SPY";

    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void writesWhatNoVersionChanges(int version) {
        Encoder out = new Encoder(version);
        assertThat(Wire.text(out.startApi(7))).isEqualTo("71|2|7|");
        assertThat(Wire.text(out.currentTime())).isEqualTo("49|1");
        assertThat(Wire.text(out.ids())).isEqualTo("8|1|1");
        assertThat(Wire.text(out.managedAccounts())).isEqualTo("17|1");
        assertThat(Wire.text(out.marketDataType(3))).isEqualTo("59|1|3");
        assertThat(Wire.text(out.cancelMarketData(5))).isEqualTo("2|1|5");
        assertThat(Wire.text(out.cancelHistoricalData(5))).isEqualTo("25|1|5");
        assertThat(Wire.text(out.cancelHeadTimestamp(5))).isEqualTo("90|5");
        assertThat(Wire.text(out.marketRule(26))).isEqualTo("91|26");
        assertThat(Wire.text(out.openOrders())).isEqualTo("5|1");
        assertThat(Wire.text(out.allOpenOrders())).isEqualTo("16|1");
        assertThat(Wire.text(out.completedOrders(true))).isEqualTo("99|1");
        assertThat(Wire.text(out.positions())).isEqualTo("61|1");
        assertThat(Wire.text(out.cancelPositions())).isEqualTo("64|1");
        assertThat(Wire.text(out.accountSummary(5, List.of("NetLiquidation", "AvailableFunds"))))
                .isEqualTo("62|1|5|All|NetLiquidation,AvailableFunds");
        assertThat(Wire.text(out.cancelAccountSummary(5))).isEqualTo("63|1|5");
        assertThat(Wire.text(out.accountUpdates(true, "DU1"))).isEqualTo("6|2|1|DU1");
        assertThat(Wire.text(out.accountUpdates(false, "DU1"))).isEqualTo("6|2|0|DU1");
        assertThat(Wire.text(out.profitAndLoss(5, "DU1"))).isEqualTo("92|5|DU1|");
        assertThat(Wire.text(out.cancelProfitAndLoss(5))).isEqualTo("93|5");
        assertThat(Wire.text(out.contractProfitAndLoss(5, "DU1", 42))).isEqualTo("94|5|DU1||42");
        assertThat(Wire.text(out.cancelContractProfitAndLoss(5))).isEqualTo("95|5");
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void writesQuestionsAboutContracts(int version) {
        Encoder out = new Encoder(version);
        assertThat(Wire.text(out.marketDataSnapshot(5, STOCK))).isEqualTo("1|11|5|" + STOCK12 + "|0||1|0|");
        assertThat(Wire.text(out.marketDataStream(5, OPTION, List.of(100, 101, 104, 106))))
                .isEqualTo("1|11|5|" + OPTION12 + "|0|100,101,104,106|0|0|");
        assertThat(Wire.text(out.marketDataStream(5, COMBO, List.of())))
                .isEqualTo("1|11|5|0|SPY|BAG|||||SMART||USD|||2|11|1|BUY|SMART|22|2|SELL|SMART|0||0|0|");
        assertThat(Wire.text(out.contractDetails(5, OPTION))).isEqualTo("9|8|5|" + OPTION12 + "|0|||");
        assertThat(Wire.text(out.optionParameters(5, "SPY", "STK", 756733))).isEqualTo("78|5|SPY||STK|756733");
        assertThat(Wire.text(out.headTimestamp(5, STOCK, true, "TRADES", 2)))
                .isEqualTo("87|5|" + STOCK12 + "|0|1|TRADES|2");
        assertThat(Wire.text(out.historicalData(
                        5, new HistoryQuery(STOCK, "20251121-21:00:00", "1 min", "3 D", true, "TRADES", 2, false))))
                .isEqualTo("20|5|" + STOCK12 + "|0|20251121-21:00:00|1 min|3 D|1|TRADES|2|0|");
        assertThat(Wire.text(
                        out.historicalData(5, new HistoryQuery(COMBO, "", "1 day", "1 Y", false, "MIDPOINT", 1, true))))
                .isEqualTo("20|5|0|SPY|BAG|||||SMART||USD|||0||1 day|1 Y|0|MIDPOINT|1"
                        + "|2|11|1|BUY|SMART|22|2|SELL|SMART|1|");
    }

    @ParameterizedTest
    @CsvSource({
        "176, 7|3|5|9|DU1|20251121-14:30:00||||",
        "199, 7|3|5|9|DU1|20251121-14:30:00||||",
        "200, 7|3|5|9|DU1|20251121-14:30:00|||||2147483647|0",
    })
    void writesAQuestionForExecutions(int version, String expected) {
        byte[] frame = new Encoder(version).executions(5, new ExecutionQuery(9, "DU1", "20251121-14:30:00"));
        assertThat(Wire.text(frame)).isEqualTo(expected);
        assertThat(Wire.fields(frame)).hasSize(version < 200 ? 10 : 12);
    }

    @ParameterizedTest
    @CsvSource({"176, 49|1", "196, 49|1", "197, 105", "200, 105"})
    void asksForMillisecondsWhereTheyExist(int version, String expected) {
        assertThat(Wire.text(new Encoder(version).currentTimeInMillis())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DU1\0", "D\u00DC1", "DU1\n", "\u007F"})
    void sendsNothingButPrintableAscii(String account) {
        assertThatThrownBy(() -> new Encoder(193).accountUpdates(true, account))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(account);
    }

    @ParameterizedTest
    @ValueSource(ints = {175, 201, 0, -1})
    void refusesVersionsOutsideThePage(int version) {
        assertThatThrownBy(() -> new Encoder(version)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderEncoder(version)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PreviewEncoder(version)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Decoder(version)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAHistoryQueryThatCannotBeKeptUpToDate() {
        assertThatThrownBy(() -> new HistoryQuery(STOCK, "20251121-21:00:00", "1 min", "3 D", true, "TRADES", 2, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
