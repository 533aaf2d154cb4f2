package dev.ibkrbot.benchmarks;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.scalp.Scalp;
import dev.ibkrbot.strategy.scalp.ScalpParameters;

/**
 * The library's scalp strategy with one position at a time and its equity, in exact units, without orders and journal:
 * what an embedding application pays when it brings its own execution.
 */
final class StrategyAndAccounting {
    private static final int HOUR = 3600;
    private static final long MILLIONTHS = 1_000_000;
    private static final double UNIT = 1e8;

    private StrategyAndAccounting() {}

    /** Trades of one share at a time, long or short, marked to the market at every bar. */
    static Tally run(BarSeries bars, Rules rules) {
        Scalp scalp = new Scalp(ScalpParameters.DEFAULT);
        Symbol symbol = new Symbol("SPY");
        StrategyRun run = scalp.open(symbol);
        long takeProfit = Math.round(rules.takeProfit() * MILLIONTHS);
        long stopLoss = Math.round(rules.stopLoss() * MILLIONTHS);
        long equity = 0;
        long peak = 0;
        long worst = 0;
        long entry = 0;
        int side = 0;
        int wanted = 0;
        int trades = 0;
        int last = bars.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (i == 0 || bars.startEpochSecond(i) - bars.startEpochSecond(i - 1) > HOUR) {
                run = scalp.open(symbol);
                wanted = 0;
            }
            run.onBar(bars, i);
            if (wanted != 0) {
                entry = bars.openUnits(i);
                side = wanted;
                wanted = 0;
                trades++;
            }
            boolean lastBar = i == last || bars.startEpochSecond(i + 1) - bars.startEpochSecond(i) > HOUR;
            long close = bars.closeUnits(i);
            if (side != 0) {
                long stop = entry - side * (entry / MILLIONTHS * stopLoss);
                long target = entry + side * (entry / MILLIONTHS * takeProfit);
                boolean stopped = side > 0 ? bars.lowUnits(i) <= stop : bars.highUnits(i) >= stop;
                boolean reached = side > 0 ? bars.highUnits(i) >= target : bars.lowUnits(i) <= target;
                if (stopped || reached || lastBar) {
                    long beyond = side > 0 ? Math.min(stop, bars.openUnits(i)) : Math.max(stop, bars.openUnits(i));
                    long exit = stopped ? beyond : reached ? target : close;
                    equity = Math.addExact(equity, side * (exit - entry));
                    side = 0;
                }
            } else if (!lastBar) {
                SignalAction action = run.action();
                wanted = action == SignalAction.BUY ? 1 : action == SignalAction.SELL ? -1 : 0;
            }
            long marked = side == 0 ? equity : Math.addExact(equity, side * (close - entry));
            peak = Math.max(peak, marked);
            worst = Math.max(worst, peak - marked);
        }
        return new Tally(trades, equity / UNIT, worst / UNIT);
    }
}
