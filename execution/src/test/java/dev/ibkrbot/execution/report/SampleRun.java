package dev.ibkrbot.execution.report;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.performance.Performance;
import dev.ibkrbot.execution.performance.PerformanceRecorder;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up run that looks like a real one: minutes of two symbols over weeks, a few option trades a day with the
 * equity they leave. The same seed makes the same run.
 */
final class SampleRun {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int MINUTES = 390;
    private static final Money CAPITAL = Money.usd("100000");

    private final SplittableRandom random;
    private final PerformanceRecorder recorder = new PerformanceRecorder(CAPITAL, NEW_YORK);
    private final BarSeries.Builder[] bars = {
        BarSeries.builder(BarSize.ONE_MINUTE), BarSeries.builder(BarSize.ONE_MINUTE)
    };
    private final Symbol[] symbols = {new Symbol("SPY"), new Symbol("IBM")};
    private final double[] prices = {168.4, 184.1};
    private Money equity = CAPITAL;

    private SampleRun(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Some weeks from 2013-09-16 on. */
    static ReportContent content(long seed, int tradingDays) {
        SampleRun run = new SampleRun(seed);
        LocalDate date = LocalDate.of(2013, 9, 16);
        for (int day = 0; day < tradingDays; date = date.plusDays(1)) {
            if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
                run.day(date);
                day++;
            }
        }
        return run.finish();
    }

    private void day(LocalDate date) {
        Instant open = date.atTime(LocalTime.of(9, 30)).atZone(NEW_YORK).toInstant();
        int[] entered = {-1, -1};
        double[] bought = new double[2];
        for (int minute = 0; minute < MINUTES; minute++) {
            Instant start = open.plusSeconds(60L * minute);
            for (int s = 0; s < 2; s++) {
                bar(s, start);
                if (entered[s] < 0 && minute < MINUTES - 60 && random.nextInt(140) == 0) {
                    entered[s] = minute;
                    bought[s] = prices[s];
                } else if (entered[s] >= 0) {
                    double gain = (prices[s] - bought[s]) / bought[s] * 55 - (minute - entered[s]) * 0.0004;
                    if (gain > 0.3 || gain < -0.2 || minute == MINUTES - 5) {
                        close(s, open.plusSeconds(60L * entered[s] + 63), start.plusSeconds(61), gain);
                        entered[s] = -1;
                    }
                }
            }
            int held = (entered[0] >= 0 ? 1 : 0) + (entered[1] >= 0 ? 1 : 0);
            recorder.observe(start.plusSeconds(60), equity, held);
        }
        recorder.endDay(date);
    }

    private void bar(int s, Instant start) {
        Price open = price(prices[s]);
        prices[s] *= 1 + (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.494) * 0.0011;
        Price close = price(prices[s]);
        boolean up = close.isAbove(open);
        bars[s].add(
                start.getEpochSecond(),
                open.units(),
                (up ? close : open).units(),
                (up ? open : close).units(),
                close.units(),
                1000);
    }

    private void close(int s, Instant in, Instant out, double gain) {
        Price entry = price(1.1 + random.nextDouble() * 2);
        Price exit = price(entry.asDouble() * (1 + gain));
        Quantity quantity = Quantity.of(1000 / (long) (entry.asDouble() * 20));
        Money profit = exit.minus(entry).times(100, quantity, CAPITAL.currency());
        Money fees = Money.usd("1.30").times(quantity);
        OptionContract contract = OptionContract.equity(
                symbols[s],
                LocalDate.of(2013, 10, 18),
                Price.of(Integer.toString((int) prices[s])),
                random.nextInt(3) == 0 ? Right.PUT : Right.CALL);
        SignalAction action = contract.right() == Right.CALL ? SignalAction.BUY : SignalAction.SELL;
        Signal signal = new Signal(
                "scalp",
                action,
                Percent.ofFraction("0.8" + (10 + random.nextInt(89))),
                action == SignalAction.BUY ? "trend_up" : "trend_down",
                in.minusSeconds(63));
        ExitReason reason =
                gain > 0.3 ? ExitReason.TAKE_PROFIT : gain < -0.2 ? ExitReason.STOP_LOSS : ExitReason.END_OF_DAY;
        ClosedTrade trade = new ClosedTrade(
                SignalId.of(symbols[s], signal),
                signal,
                symbols[s],
                contract,
                Side.BUY,
                quantity,
                in,
                out,
                entry,
                exit,
                profit,
                fees,
                reason);
        equity = equity.plus(trade.net());
        recorder.add(trade);
    }

    private static Price price(double estimate) {
        return Price.ofUnits(
                Price.ofDouble(estimate * 100, RoundingDirection.HALF_EVEN).units() / 100_000_000 * 1_000_000);
    }

    private ReportContent finish() {
        Performance performance = recorder.performance();
        return new ReportContent(
                "Backtest of scalp",
                "SPY and IBM, 16 September 2013 to 11 October 2013, one-minute bars",
                NEW_YORK,
                performance,
                List.of(PriceHistory.of(symbols[0], bars[0].build()), PriceHistory.of(symbols[1], bars[1].build())),
                List.of(
                        new ReasonCount("stale_quote", 4, "61 s against limit 60 s"),
                        new ReasonCount("duplicate_position", 31, "20 of SPY 20131018 C 168.00"),
                        new ReasonCount("size_zero", 1, "1250.00 USD at risk for one")),
                List.of(
                        new ReasonCount("hold", 2_841, ""),
                        new ReasonCount("insufficient_bars", 240, "29 of 30 bars"),
                        new ReasonCount("no_viable_option", 17, "spread 0.35 over limit 0.10")),
                List.of(new ReportFact("Half spreads paid", "1,204.00")),
                List.of(
                        "Option premiums are modelled from the underlying with a volatility of 18% and a 0.05 spread.",
                        "Limit orders fill when the modelled quote touches them, never earlier than the next bar.",
                        "Interest on cash and dividends are left out."),
                List.of("Three weeks are too few to judge a strategy by."),
                List.of(
                        new ReportFact("Strategy", "scalp, interval 300 s"),
                        new ReportFact("Parameters", "ema 8/21, rsi 14, stop 20%, target 30%"),
                        new ReportFact("Symbols", "SPY, IBM"),
                        new ReportFact("Dates", "2013-09-16 to 2013-10-11"),
                        new ReportFact("Seed", "42"),
                        new ReportFact("Bars", "15,600"),
                        new ReportFact("Fill model", "cross"),
                        new ReportFact(
                                "Journal hash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")));
    }
}
