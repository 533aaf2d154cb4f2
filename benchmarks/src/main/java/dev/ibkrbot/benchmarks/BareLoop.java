package dev.ibkrbot.benchmarks;

import dev.ibkrbot.broker.market.BarSeries;

/**
 * The scalp rules, one position at a time and its equity, in one loop over arrays with nothing around it: the limit
 * that no engine can beat.
 */
final class BareLoop {
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;
    private final boolean[] sessionStart;

    BareLoop(BarSeries bars) {
        int n = bars.size();
        open = new double[n];
        high = new double[n];
        low = new double[n];
        close = new double[n];
        volume = new double[n];
        sessionStart = new boolean[n];
        for (int i = 0; i < n; i++) {
            open[i] = bars.openAsDouble(i);
            high[i] = bars.highAsDouble(i);
            low[i] = bars.lowAsDouble(i);
            close[i] = bars.closeAsDouble(i);
            volume[i] = bars.volume(i);
            sessionStart[i] = i == 0 || bars.startEpochSecond(i) - bars.startEpochSecond(i - 1) > 3600;
        }
    }

    /** Trades of one share at a time, long or short, marked to the market at every bar. */
    Tally run(Rules rules) {
        double fast = 0;
        double slow = 0;
        double up = 0;
        double down = 0;
        double value = 0;
        double traded = 0;
        double equity = 0;
        double peak = 0;
        double worst = 0;
        double entry = 0;
        int side = 0;
        int wanted = 0;
        int trades = 0;
        int seen = 0;
        for (int i = 0; i < close.length; i++) {
            double c = close[i];
            if (sessionStart[i]) {
                seen = 0;
                fast = slow = c;
                up = down = value = traded = 0;
                wanted = 0;
            } else {
                double change = c - close[i - 1];
                fast += 2.0 / 9 * (c - fast);
                slow += 2.0 / 22 * (c - slow);
                double gain = Math.max(change, 0);
                double loss = Math.max(-change, 0);
                up = seen == 1 ? gain : up + (gain - up) / 14;
                down = seen == 1 ? loss : down + (loss - down) / 14;
            }
            value += (high[i] + low[i] + c) / 3 * volume[i];
            traded += volume[i];
            seen++;
            if (wanted != 0) {
                entry = open[i];
                side = wanted;
                wanted = 0;
                trades++;
            }
            boolean lastBar = i + 1 == close.length || sessionStart[i + 1];
            if (side != 0) {
                double exit = exit(i, side, entry, rules);
                if (exit > 0 || lastBar) {
                    equity += side * ((exit > 0 ? exit : c) - entry);
                    side = 0;
                }
            } else if (seen >= 30 && !lastBar) {
                double rsi = down == 0 ? (up == 0 ? 50 : 100) : 100 - 100 / (1 + up / down);
                boolean buy = fast > slow && rsi >= 45 && rsi <= 70 && c > value / traded;
                wanted = buy ? 1 : fast < slow || rsi < 40 ? -1 : 0;
            }
            double marked = side == 0 ? equity : equity + side * (c - entry);
            peak = Math.max(peak, marked);
            worst = Math.max(worst, peak - marked);
        }
        return new Tally(trades, equity, worst);
    }

    /** Where stop or target end the position in this bar; 0 where neither does. */
    private double exit(int i, int side, double entry, Rules rules) {
        double stop = entry * (1 - side * rules.stopLoss());
        double target = entry * (1 + side * rules.takeProfit());
        if (side > 0 ? low[i] <= stop : high[i] >= stop) {
            return side > 0 ? Math.min(stop, open[i]) : Math.max(stop, open[i]);
        }
        return (side > 0 ? high[i] >= target : low[i] <= target) ? target : 0;
    }
}
