package dev.ibkrbot.ibkr.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.ExerciseStyle;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.ibkr.wire.ContractMessage.MarketRule.Step;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractsTest {
    private static final OptionContract CALL =
            OptionContract.equity(new Symbol("SPY"), LocalDate.of(2025, 12, 19), Price.of("602.5"), Right.CALL);

    private static WireContract wire(
            String secType, String symbol, String day, String strike, String right, String tradingClass) {
        return new WireContract(
                700001,
                symbol,
                secType,
                day,
                strike.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(strike)),
                right,
                secType.equals("OPT") ? "100" : "",
                "SMART",
                "",
                "USD",
                "",
                tradingClass,
                List.of());
    }

    @Test
    void asksForAnOptionByEverythingThatMakesIt() {
        assertThat(Contracts.query(CALL))
                .isEqualTo(new WireContract(
                        0,
                        "SPY",
                        "OPT",
                        "20251219",
                        Optional.of(new BigDecimal("602.50")),
                        "C",
                        "100",
                        "SMART",
                        "",
                        "USD",
                        "",
                        "SPY",
                        List.of()));
    }

    @Test
    void writesShareClassesWithABlank() {
        assertThat(Contracts.query(Stock.of("BRK.B")).symbol()).isEqualTo("BRK B");
    }

    @Test
    void readsWhatItWrote() {
        assertThat(Contracts.instrument(wire("OPT", "SPY", "20251219", "602.5", "C", "SPY")))
                .contains(CALL);
        assertThat(Contracts.instrument(wire("STK", "SPY", "", "", "", "SPY"))).contains(Stock.of("SPY"));
        assertThat(Contracts.instrument(wire("IND", "VIX", "", "", "", "VIX")))
                .contains(new Index(new Symbol("VIX"), Currency.USD));
    }

    @ParameterizedTest
    @CsvSource({
        "SPX, SPX, EUROPEAN, CASH_AM",
        "SPX, SPXW, EUROPEAN, CASH_PM",
        "XSP, XSP, EUROPEAN, CASH_PM",
        "OEX, OEX, AMERICAN, CASH_PM",
        "SPY, SPY, AMERICAN, PHYSICAL",
    })
    void knowsHowOptionsAreExercisedAndSettled(
            String symbol, String tradingClass, ExerciseStyle style, Settlement settlement) {
        OptionContract option = Contracts.option(
                        wire("OPT", symbol, "20251219", "600", "P", tradingClass), Optional.empty())
                .orElseThrow();
        assertThat(option.style()).isEqualTo(style);
        assertThat(option.settlement()).isEqualTo(settlement);
    }

    @ParameterizedTest
    @CsvSource({
        "FUT, ES, 20251219, '', ''",
        "OPT, SPY, 202512, 600, C",
        "OPT, SPY, 20251219, '', C",
        "OPT, SPY, 20251219, 600, ?",
        "STK, spy/../x, '', '', ''",
    })
    void hasNoWordForWhatItCannotTrade(String secType, String symbol, String day, String strike, String right) {
        assertThat(Contracts.instrument(wire(secType, symbol, day, strike, right, "")))
                .isEmpty();
    }

    @Test
    void makesAGridOfAMarketRule() {
        assertThat(Contracts.grid(List.of(
                        new Step(BigDecimal.ZERO, new BigDecimal("0.01")),
                        new Step(new BigDecimal("3"), new BigDecimal("0.05")))))
                .isEqualTo(PriceGrid.PENNY_CLASS);
    }

    @Test
    void dividesAverageCostByTheMultiplier() {
        assertThat(Amounts.perShare(new BigDecimal("251.05"), 100)).isEqualTo(Price.of("2.5105"));
        assertThat(Amounts.perShare(new BigDecimal("201.8829709"), 1)).isEqualTo(Price.of("201.8829709"));
    }

    @ParameterizedTest
    @CsvSource({"1.7976931348623157E308", "2147483647x", "''", "NaN"})
    void takesUnsetFiguresForAbsent(String text) {
        assertThat(Amounts.decimal(text)).isEmpty();
    }
}
