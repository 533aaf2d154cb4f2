package dev.ibkrbot.strategy.whale;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.Verdict;
import dev.ibkrbot.strategy.indicator.RelativeVolume;
import dev.ibkrbot.strategy.indicator.RollingExtreme;

/** The whale rules on one symbol. Confined to the thread that feeds it. */
final class WhaleRun implements StrategyRun {
    private final Verdict verdict;
    private final WhaleParameters parameters;
    private final RollingExtreme highestBefore;
    private final RollingExtreme lowestBefore;
    private final RelativeVolume volume;

    WhaleRun(String name, WhaleParameters parameters) {
        this.verdict = new Verdict(name);
        this.parameters = parameters;
        highestBefore = RollingExtreme.max(parameters.lookback());
        lowestBefore = RollingExtreme.min(parameters.lookback());
        volume = RelativeVolume.of(parameters.lookback());
    }

    @Override
    public void onBar(BarSeries series, int index) {
        double close = series.closeAsDouble(index);
        volume.update(series.volume(index));
        if (verdict.saw(series, index) >= parameters.minimumBars()) {
            decide(close);
        }
        highestBefore.update(close);
        lowestBefore.update(close);
    }

    private void decide(double close) {
        double highest = highestBefore.value();
        double lowest = lowestBefore.value();
        // Without any earlier volume there is nothing a volume could be unusual against.
        boolean unusual = volume.isReady() && volume.value() > parameters.volumeMultiple();
        if (unusual && close > highest) {
            answer(SignalAction.BUY_CALL, "breakout_up", (close - highest) / highest);
        } else if (unusual && close < lowest) {
            answer(SignalAction.BUY_PUT, "breakout_down", (lowest - close) / lowest);
        } else {
            verdict.hold("no_breakout");
        }
    }

    private void answer(SignalAction action, String reason, double strength) {
        double score = parameters.strengthWeight() * Math.min(1, parameters.strengthScale() * strength)
                + parameters.volumeWeight() * Math.min(1, volume.value());
        verdict.want(action, reason, score);
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }
}
