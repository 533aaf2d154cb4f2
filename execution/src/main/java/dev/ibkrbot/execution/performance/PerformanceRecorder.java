package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.option.OptionRecorder;
import dev.ibkrbot.execution.order.ClosedTrade;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Collects how a run goes while it goes.
 *
 * <p>Give it the equity after every bar, the end of every trading day and every closed trade; ask for the result at any
 * time. All amounts are in the currency of the starting capital, mixing throws. Memory grows with trading days and up
 * to {@value #MAX_TRADES} trades, never with bars. Confined to one thread.
 */
public final class PerformanceRecorder {
    static final int MAX_TRADES = 50_000;
    static final int CURVE_POINTS = 2_000;

    private final Money startingCapital;
    private final EquityCurve curve;
    private final TradeTally tally;
    private final OptionRecorder options;
    private final List<DailyEquity> days = new ArrayList<>();
    private final List<ClosedTrade> trades = new ArrayList<>();
    private Instant lastTime = Instant.MIN;
    private Money equity;
    private long peakUnits;
    /** The least since the peak: only a new one can deepen the drawdown. */
    private long lowUnits;

    private double maxDrawdown;
    private long observations;
    private long exposedObservations;
    private long omittedTrades;

    /**
     * Begins without trades.
     *
     * @param startingCapital positive
     * @param zone in which days are counted, the exchange's
     */
    public PerformanceRecorder(Money startingCapital, ZoneId zone) {
        if (!startingCapital.isPositive()) {
            throw new IllegalArgumentException("starting capital " + startingCapital + " is not positive");
        }
        this.startingCapital = startingCapital;
        this.equity = startingCapital;
        this.peakUnits = startingCapital.units();
        this.lowUnits = peakUnits;
        this.curve = new EquityCurve(startingCapital.currency(), CURVE_POINTS);
        this.tally = new TradeTally(startingCapital.currency());
        this.options = new OptionRecorder(zone);
    }

    /**
     * Takes in what the account is worth, with positions at the market.
     *
     * @param time not before the previous observation
     * @param nowWorth may be negative
     * @param openPositions how many positions are open, 0 or more
     */
    public void observe(Instant time, Money nowWorth, int openPositions) {
        if (time.isBefore(lastTime)) {
            throw new IllegalArgumentException("time " + time + " is before the previous observation at " + lastTime);
        }
        if (openPositions < 0) {
            throw new IllegalArgumentException("openPositions " + openPositions + " is negative");
        }
        requireCurrency(nowWorth);
        lastTime = time;
        equity = nowWorth;
        observations++;
        exposedObservations += openPositions > 0 ? 1 : 0;
        long units = nowWorth.units();
        if (units > peakUnits) {
            peakUnits = units;
            lowUnits = units;
        } else if (units < lowUnits) {
            lowUnits = units;
            maxDrawdown = StrictMath.max(maxDrawdown, ((double) peakUnits - units) / peakUnits);
        }
        curve.observe(time, units);
    }

    /** Ends a trading day, later than the one ended before, with the equity observed last. */
    public void endDay(LocalDate tradingDate) {
        Objects.requireNonNull(tradingDate, "tradingDate");
        if (!days.isEmpty() && !tradingDate.isAfter(days.get(days.size() - 1).tradingDate())) {
            throw new IllegalArgumentException("trading date " + tradingDate + " is not after the previous one");
        }
        days.add(new DailyEquity(tradingDate, equity));
    }

    /** Takes in a trade that was closed. */
    public void add(ClosedTrade trade) {
        requireCurrency(trade.profit());
        tally.add(trade);
        options.add(trade);
        if (trades.size() < MAX_TRADES) {
            trades.add(trade);
        } else {
            omittedTrades++;
        }
    }

    /** Takes in that a trade which was added was counted again. */
    public void restate(ClosedTrade before, ClosedTrade after) {
        requireCurrency(after.profit());
        tally.remove(before);
        tally.add(after);
        options.restate(before, after);
        int place = trades.lastIndexOf(before);
        if (place >= 0) {
            trades.set(place, after);
        }
    }

    /** Where to tell how options do while they are held; closed trades come from here. */
    public OptionRecorder options() {
        return options;
    }

    /** How the run went so far. */
    public Performance performance() {
        DailyReturns returns = new DailyReturns(startingCapital, days);
        PerformanceStatistics statistics = new PerformanceStatistics(
                startingCapital,
                equity,
                DailyReturns.change(startingCapital, equity),
                maxDrawdown,
                returns.sharpe(),
                returns.sortino(),
                observations == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((double) exposedObservations / observations),
                observations,
                days.size(),
                tally.statistics());
        return new Performance(
                statistics, curve.points(), days, returns.monthly(), trades, omittedTrades, options.performance());
    }

    private void requireCurrency(Money amount) {
        if (!amount.currency().equals(startingCapital.currency())) {
            throw new IllegalArgumentException(
                    "amount " + amount + " is not in " + startingCapital.currency() + ", the currency of the run");
        }
    }
}
