package dev.ibkrbot.execution.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
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
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trade that was counted again leaves the same figures as one that was counted right at once. */
class RestatedTradeTest {
    private static final Instant START = Instant.parse("2026-06-15T13:30:00Z");
    private static final Symbol SPY = new Symbol("SPY");
    private static final OptionContract CALL =
            OptionContract.equity(SPY, LocalDate.of(2026, 6, 26), Price.of("600"), Right.CALL);

    private static PerformanceRecorder recorder() {
        return new PerformanceRecorder(Money.usd("1000"), ZoneId.of("America/New_York"));
    }

    private static ClosedTrade trade(int number, Instrument instrument, String out, String fees) {
        Signal signal = new Signal("scalp", SignalAction.BUY, Percent.of("50"), "trend_up", START.plusSeconds(number));
        return new ClosedTrade(
                SignalId.of(SPY, signal),
                signal,
                SPY,
                instrument,
                Side.BUY,
                Quantity.of(2),
                START,
                START.plusSeconds(300),
                Price.of("2.50"),
                Price.of(out),
                Price.of(out).minus(Price.of("2.50")).times(instrument.multiplier(), Quantity.of(2), Currency.USD),
                Money.usd(fees),
                Price.of(out).isAbove(Price.of("2.50")) ? ExitReason.TAKE_PROFIT : ExitReason.STOP_LOSS);
    }

    private static Performance counted(Instrument instrument, String... exits) {
        PerformanceRecorder recorder = recorder();
        for (int i = 0; i < exits.length; i++) {
            ClosedTrade trade = trade(i, instrument, exits[i], "1.30");
            recorder.options().decided(trade.signalId(), 0.1 * (i + 1));
            recorder.add(trade);
        }
        return recorder.performance();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.25", "2.50", "2.00", "2.60"})
    void leavesTheFiguresOfAnOptionAsIfItHadBeenCountedRight(String after) {
        PerformanceRecorder recorder = recorder();
        String[] exits = {"2.00", "3.00", "1.80"};
        for (int i = 0; i < exits.length; i++) {
            ClosedTrade trade = trade(i, CALL, exits[i], "1.30");
            recorder.options().decided(trade.signalId(), 0.1 * (i + 1));
            recorder.add(trade);
        }
        recorder.restate(trade(1, CALL, "3.00", "1.30"), trade(1, CALL, after, "1.30"));

        assertThat(recorder.performance()).isEqualTo(counted(CALL, "2.00", after, "1.80"));
    }

    @Test
    void countsAFeeThatWasChargedLate() {
        PerformanceRecorder recorder = recorder();
        recorder.add(trade(0, Stock.of("SPY"), "2.51", "0.00"));
        recorder.restate(trade(0, Stock.of("SPY"), "2.51", "0.00"), trade(0, Stock.of("SPY"), "2.51", "0.50"));

        TradeStatistics trades = recorder.performance().statistics().trades();
        assertThat(trades.trades()).isEqualTo(1);
        assertThat(trades.wins()).isZero();
        assertThat(trades.losses()).isEqualTo(1);
        assertThat(trades.commissions()).isEqualTo(Money.usd("0.50"));
        assertThat(trades.profit()).isEqualTo(Money.usd("-0.48"));
    }
}
