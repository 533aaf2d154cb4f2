package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.Series;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.scalp.Scalp;
import dev.ibkrbot.strategy.scalp.ScalpParameters;
import dev.ibkrbot.strategy.selection.Options;
import dev.ibkrbot.strategy.whale.Whale;
import dev.ibkrbot.strategy.whale.WhaleParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A planner on SPY on Tuesday 2026-01-20, whose clock the test sets. */
final class PlannerFixture {
    static final LocalDate DAY = LocalDate.of(2026, 1, 20);
    static final Instant OPEN = Instant.parse("2026-01-20T14:30:00Z");
    static final Instant AFTER_SIXTY_BARS = Instant.parse("2026-01-20T15:30:00Z");
    static final Strategy SCALP = new Scalp(ScalpParameters.DEFAULT);
    static final Strategy WHALE = new Whale(WhaleParameters.DEFAULT);

    final FixedQuotes quotes = new FixedQuotes();
    final SignalMemory memory = new SignalMemory();
    List<Strategy> strategies = List.of(SCALP);
    PlannerSettings settings = PlannerSettings.DEFAULT;
    Executor executor = Runnable::run;

    PlannerFixture() {
        quotes.expirations.add(LocalDate.of(2026, 1, 20));
        quotes.expirations.add(Options.EXPIRATION);
        quotes.expirations.add(LocalDate.of(2026, 1, 30));
    }

    /** One-minute bars of an acceptance series from the open on. */
    PlannerFixture minutes(String series) {
        quotes.bars.put(BarSize.ONE_MINUTE, Series.named(series).bars(BarSize.ONE_MINUTE, OPEN));
        return this;
    }

    /** 24 quiet hourly bars of the sessions before, then one that breaks out between 14:30Z and 15:30Z. */
    PlannerFixture breakout() {
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_HOUR);
        for (int day = 12; day <= 15; day++) {
            for (int hour = 0; hour < 6; hour++) {
                Instant start = OPEN.minusSeconds(86_400L * (20 - day)).plusSeconds(3600L * hour);
                add(bars, start, "100", 1000);
            }
        }
        add(bars, OPEN, "105", 5000);
        quotes.bars.put(BarSize.ONE_HOUR, bars.build());
        return this;
    }

    TradePlanner planner() {
        return new TradePlanner(
                quotes, MarketCalendar.nyse(), () -> quotes.now, strategies, memory, settings, executor);
    }

    /** The plan at that moment without the answers of gates; fails when the stage is not complete at once. */
    Plan plan(TradePlanner planner, Instant now) {
        return whole(planner, now).withGates(List.of());
    }

    /** The same with them. */
    Plan whole(TradePlanner planner, Instant now) {
        CompletableFuture<Plan> plan = begin(planner, now);
        if (!plan.isDone()) {
            throw new AssertionError("the plan is not there yet");
        }
        return plan.join();
    }

    /** The first plan of a new planner. */
    Plan plan(Instant now) {
        return plan(planner(), now);
    }

    CompletableFuture<Plan> begin(TradePlanner planner, Instant now) {
        quotes.now = now;
        return planner.plan(Options.SPY).toCompletableFuture();
    }

    private static void add(BarSeries.Builder bars, Instant start, String close, long volume) {
        long price = Price.of(close).units();
        bars.add(start.getEpochSecond(), price, price, price, price, volume);
    }
}
