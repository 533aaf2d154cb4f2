package dev.ibkrbot.execution.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PerformanceRecorderTest {
    private static final Instant START = Instant.parse("2026-06-15T13:30:00Z");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate MONDAY = LocalDate.parse("2026-06-29");

    private final PerformanceRecorder recorder = new PerformanceRecorder(Money.usd("100"), NEW_YORK);
    private int minute;

    @Test
    void computesRatiosFromDailyEquity() {
        // returns +0.1, -0.1, +0.1: mean 1/30, sample variance 1/75, downside variance 0.01 / 2
        day(MONDAY, "110");
        day(MONDAY.plusDays(1), "99");
        day(MONDAY.plusDays(2), "108.9");

        PerformanceStatistics statistics = recorder.performance().statistics();
        assertThat(statistics.sharpe().orElseThrow()).isCloseTo(StrictMath.sqrt(21), within(1e-9));
        assertThat(statistics.sortino().orElseThrow()).isCloseTo(StrictMath.sqrt(56), within(1e-9));
        assertThat(statistics.totalReturn()).isCloseTo(0.089, within(1e-12));
        assertThat(statistics.maxDrawdown()).isCloseTo(0.1, within(1e-12));
        assertThat(statistics.finalEquity()).isEqualTo(Money.usd("108.9"));
        assertThat(statistics.tradingDays()).isEqualTo(3);
    }

    @Test
    void listsMonthsFromTheirFirstToTheirLastDay() {
        // June 29th and 30th, July 1st, then nothing before September 1st
        day(MONDAY, "110");
        day(MONDAY.plusDays(1), "120");
        day(MONDAY.plusDays(2), "90");
        day(LocalDate.parse("2026-09-01"), "99");

        List<MonthlyReturn> months = recorder.performance().months();
        assertThat(months)
                .extracting(MonthlyReturn::month)
                .containsExactly(YearMonth.of(2026, 6), YearMonth.of(2026, 7), YearMonth.of(2026, 9));
        assertThat(months.get(0).fraction()).isCloseTo(0.2, within(1e-12));
        assertThat(months.get(1).fraction()).isCloseTo(-0.25, within(1e-12));
        assertThat(months.get(2).fraction()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void leavesUndefinedFiguresOut() {
        PerformanceStatistics empty = recorder.performance().statistics();
        assertThat(empty)
                .isEqualTo(new PerformanceStatistics(
                        Money.usd("100"),
                        Money.usd("100"),
                        0,
                        0,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        0,
                        0,
                        noTrades()));

        day(MONDAY, "101");
        assertThat(recorder.performance().statistics().sharpe())
                .as("one day has no deviation")
                .isEmpty();
        day(MONDAY.plusDays(1), "102.01");
        assertThat(recorder.performance().statistics().sharpe())
                .as("equal returns have no deviation")
                .isEmpty();
        day(MONDAY.plusDays(2), "105");
        assertThat(recorder.performance().statistics().sharpe()).isPresent();
        assertThat(recorder.performance().statistics().sortino())
                .as("no day lost")
                .isEmpty();
    }

    @Test
    void hasNoRatiosAfterADayThatEndedWithoutEquity() {
        day(MONDAY, "-10");
        day(MONDAY.plusDays(1), "50");

        Performance performance = recorder.performance();
        assertThat(performance.statistics().sharpe()).isEmpty();
        assertThat(performance.statistics().sortino()).isEmpty();
        assertThat(performance.statistics().maxDrawdown()).isCloseTo(1.1, within(1e-12));
    }

    @Test
    void measuresDrawdownFromTheHighestPeakWithinTheDay() {
        for (String equity : List.of("120", "90", "130", "104", "125")) {
            observe(equity, 0);
        }
        // 120 to 90 is a quarter, 130 to 104 a fifth
        assertThat(recorder.performance().statistics().maxDrawdown()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void countsExposureByObservations() {
        observe("100", 0);
        observe("101", 1);
        observe("102", 2);
        observe("100", 0);

        assertThat(recorder.performance().statistics().exposure()).hasValue(0.5);
    }

    @Test
    void addsUpTrades() {
        recorder.add(trade("30", "1.30", ExitReason.TAKE_PROFIT));
        recorder.add(trade("10.01", "1.30", ExitReason.TAKE_PROFIT));
        recorder.add(trade("-16", "1.30", ExitReason.STOP_LOSS));
        recorder.add(trade("0", "1.30", ExitReason.END_OF_DAY));

        TradeStatistics expected = new TradeStatistics(
                4,
                2,
                1,
                OptionalDouble.of(0.5),
                OptionalDouble.of(40.01 / 16),
                Optional.of(Money.usd("20.005")),
                Optional.of(Money.usd("-16")),
                Money.usd("24.01"),
                Money.usd("5.20"),
                List.of(
                        new ExitReasonTotal("end_of_day", 1, Money.usd("0")),
                        new ExitReasonTotal("stop_loss", 1, Money.usd("-16")),
                        new ExitReasonTotal("take_profit", 2, Money.usd("40.01"))));
        assertThat(recorder.performance().statistics().trades()).isEqualTo(expected);
    }

    @Test
    void hasNoProfitFactorWithoutLosses() {
        recorder.add(trade("30", "1.30", ExitReason.TAKE_PROFIT));

        TradeStatistics trades = recorder.performance().statistics().trades();
        assertThat(trades.profitFactor()).isEmpty();
        assertThat(trades.averageLoss()).isEmpty();
        assertThat(trades.winRate()).hasValue(1);
    }

    @Test
    void keepsTheCurveBoundedWithoutLosingExtremes() {
        int observations = 1_000_000;
        for (int i = 1; i <= observations; i++) {
            long dollars = i == 123_456 ? 40 : i == 777_777 ? 300 : 100;
            recorder.observe(START.plusSeconds(60L * i), Money.ofUnits(dollars * 100_000_000, Currency.USD), 0);
        }

        List<EquityPoint> curve = recorder.performance().curve();
        assertThat(curve).hasSizeBetween(PerformanceRecorder.CURVE_POINTS / 2, PerformanceRecorder.CURVE_POINTS);
        assertThat(curve)
                .filteredOn(point -> point.low().equals(Money.usd("40")))
                .hasSize(1);
        assertThat(curve)
                .filteredOn(point -> point.high().equals(Money.usd("300")))
                .hasSize(1);
        assertThat(curve.get(curve.size() - 1).endedAt()).isEqualTo(START.plusSeconds(60L * observations));
        assertThat(recorder.performance().statistics().observations()).isEqualTo(observations);
    }

    @Test
    void keepsEveryObservationOfAShortRun() {
        observe("100", 0);
        observe("101", 0);

        assertThat(recorder.performance().curve()).containsExactly(point(1, "100"), point(2, "101"));
    }

    @Test
    void countsTradesBeyondTheList() {
        ClosedTrade trade = trade("1", "1", ExitReason.TAKE_PROFIT);
        for (int i = 0; i < PerformanceRecorder.MAX_TRADES + 3; i++) {
            recorder.add(trade);
        }

        Performance performance = recorder.performance();
        assertThat(performance.trades()).hasSize(PerformanceRecorder.MAX_TRADES);
        assertThat(performance.omittedTrades()).isEqualTo(3);
        assertThat(performance.statistics().trades().trades()).isEqualTo(PerformanceRecorder.MAX_TRADES + 3);
    }

    @Test
    void refusesWhatDoesNotFit() {
        observe("100", 0);
        recorder.endDay(MONDAY);

        assertThatThrownBy(() -> recorder.observe(START, Money.usd("1"), 0)).hasMessageContaining("before");
        assertThatThrownBy(() -> recorder.observe(START.plusSeconds(600), Money.of("1", new Currency("EUR")), 0))
                .hasMessageContaining("EUR");
        assertThatThrownBy(() -> recorder.observe(START.plusSeconds(600), Money.usd("1"), -1))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> recorder.endDay(MONDAY)).hasMessageContaining("2026-06-29");
        assertThatThrownBy(() -> new PerformanceRecorder(Money.usd("0"), NEW_YORK))
                .hasMessageContaining("not positive");
    }

    private void day(LocalDate date, String equity) {
        observe(equity, 0);
        recorder.endDay(date);
    }

    private void observe(String equity, int openPositions) {
        minute++;
        recorder.observe(START.plusSeconds(60L * minute), Money.usd(equity), openPositions);
    }

    private static EquityPoint point(int minute, String equity) {
        Money money = Money.usd(equity);
        return new EquityPoint(START.plusSeconds(60L * minute), money, money, money);
    }

    /** A trade that earned so much after fees. */
    private static ClosedTrade trade(String net, String fees, ExitReason reason) {
        Symbol spy = new Symbol("SPY");
        Signal signal = new Signal("scalp", SignalAction.BUY, Percent.of("50"), "trend_up", START);
        return new ClosedTrade(
                SignalId.of(spy, signal),
                signal,
                spy,
                Stock.of("SPY"),
                Side.BUY,
                Quantity.of(1),
                START,
                START.plusSeconds(300),
                Price.of("600"),
                Price.of("601"),
                Money.usd(net).plus(Money.usd(fees)),
                Money.usd(fees),
                reason);
    }

    private static TradeStatistics noTrades() {
        return new TradeStatistics(
                0,
                0,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Money.usd("0"),
                Money.usd("0"),
                List.of());
    }
}
