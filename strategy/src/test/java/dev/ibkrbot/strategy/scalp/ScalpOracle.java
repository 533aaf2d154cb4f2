package dev.ibkrbot.strategy.scalp;

import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.strategy.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The scalp rules written over whole arrays, from the first bar to the one given. */
record ScalpOracle(SignalAction action, double confidence) {
    static ScalpOracle after(Series series, int last) {
        double[] close = series.close;
        double ema8 = close[0];
        double ema21 = close[0];
        double up = Math.max(0, close[1] - close[0]);
        double down = Math.max(0, close[0] - close[1]);
        double turnover = series.typical(0) * series.volume[0];
        double volume = series.volume[0];
        for (int i = 1; i <= last; i++) {
            ema8 = close[i] * (2.0 / 9) + ema8 * (7.0 / 9);
            ema21 = close[i] * (2.0 / 22) + ema21 * (20.0 / 22);
            if (i > 1) {
                up = (up * 13 + Math.max(0, close[i] - close[i - 1])) / 14;
                down = (down * 13 + Math.max(0, close[i - 1] - close[i])) / 14;
            }
            turnover += series.typical(i) * series.volume[i];
            volume += series.volume[i];
        }
        double rsi = down == 0 ? (up == 0 ? 50 : 100) : 100 * up / (up + down);
        double vwap = volume == 0 ? close[last] : turnover / volume;
        if (ema8 > ema21 && close[last] > vwap && rsi >= 45 && rsi <= 70) {
            double gap = (ema8 - ema21) / ema21;
            return rounded(SignalAction.BUY, 0.6 * Math.min(1, 500 * gap) + 0.4 * (rsi - 45) / 25);
        }
        if (ema8 < ema21 || rsi < 40) {
            double gap = Math.max(0, (ema21 - ema8) / ema8);
            return rounded(SignalAction.SELL, 0.6 * Math.min(1, 500 * gap) + 0.4 * Math.max(0, (40 - rsi) / 40));
        }
        return new ScalpOracle(SignalAction.HOLD, 0);
    }

    private static ScalpOracle rounded(SignalAction action, double confidence) {
        BigDecimal exact = new BigDecimal(Math.min(1, confidence));
        return new ScalpOracle(action, exact.setScale(3, RoundingMode.HALF_EVEN).doubleValue());
    }
}
