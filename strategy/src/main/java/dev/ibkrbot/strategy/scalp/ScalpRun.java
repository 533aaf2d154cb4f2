package dev.ibkrbot.strategy.scalp;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.Verdict;
import dev.ibkrbot.strategy.indicator.Ema;
import dev.ibkrbot.strategy.indicator.Rsi;
import dev.ibkrbot.strategy.indicator.Vwap;

/** The scalp rules on one session of one symbol. Confined to the thread that feeds it. */
final class ScalpRun implements StrategyRun {
    private final Verdict verdict;
    private final ScalpParameters parameters;
    private final Ema fast;
    private final Ema slow;
    private final Rsi rsi;
    private final Vwap vwap = Vwap.cumulative(Vwap.ZeroVolume.LAST_CLOSE);

    ScalpRun(String name, ScalpParameters parameters) {
        this.verdict = new Verdict(name);
        this.parameters = parameters;
        fast = Ema.firstValueSeed(parameters.fastPeriod());
        slow = Ema.firstValueSeed(parameters.slowPeriod());
        rsi = Rsi.recursive(parameters.rsiPeriod());
    }

    @Override
    public void onBar(BarSeries series, int index) {
        double close = series.closeAsDouble(index);
        fast.update(close);
        slow.update(close);
        rsi.update(close);
        vwap.update(series.highAsDouble(index), series.lowAsDouble(index), close, series.volume(index));
        if (verdict.saw(series, index) >= parameters.minimumBars()) {
            decide(close);
        }
    }

    private void decide(double close) {
        double fastValue = fast.value();
        double slowValue = slow.value();
        double strength = rsi.value();
        if (fastValue > slowValue
                && strength >= parameters.rsiLow()
                && strength <= parameters.rsiHigh()
                && close > vwap.value()) {
            double band = parameters.rsiHigh() - parameters.rsiLow();
            double gap = (fastValue - slowValue) / slowValue;
            answer(SignalAction.BUY, "trend_up", gap, (strength - parameters.rsiLow()) / band);
        } else if (fastValue < slowValue || strength < parameters.rsiWeak()) {
            double gap = Math.max(0, (slowValue - fastValue) / fastValue);
            double weakness = Math.max(0, (parameters.rsiWeak() - strength) / parameters.rsiWeak());
            answer(SignalAction.SELL, fastValue < slowValue ? "trend_down" : "weak", gap, weakness);
        } else {
            verdict.hold("no_trend");
        }
    }

    private void answer(SignalAction action, String reason, double gap, double strength) {
        double score =
                parameters.gapWeight() * Math.min(1, parameters.gapScale() * gap) + parameters.rsiWeight() * strength;
        verdict.want(action, reason, score);
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }
}
