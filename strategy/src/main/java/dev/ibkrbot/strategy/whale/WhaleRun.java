package dev.ibkrbot.strategy.whale;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.strategy.Confidence;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.indicator.RelativeVolume;
import dev.ibkrbot.strategy.indicator.RollingExtreme;
import java.time.Instant;

/** The whale rules on one symbol. Confined to the thread that feeds it. */
final class WhaleRun implements StrategyRun {
    private final String name;
    private final WhaleParameters parameters;
    private final int barSeconds;
    private final RollingExtreme highestBefore;
    private final RollingExtreme lowestBefore;
    private final RelativeVolume volume;

    private int bars;
    private long lastStart;
    private SignalAction action = SignalAction.HOLD;
    private int confidence;
    private String reason = INSUFFICIENT_BARS;

    WhaleRun(String name, WhaleParameters parameters, int barSeconds) {
        this.name = name;
        this.parameters = parameters;
        this.barSeconds = barSeconds;
        highestBefore = RollingExtreme.max(parameters.lookback());
        lowestBefore = RollingExtreme.min(parameters.lookback());
        volume = RelativeVolume.of(parameters.lookback());
    }

    @Override
    public void onBar(BarSeries series, int index) {
        double close = series.closeAsDouble(index);
        volume.update(series.volume(index));
        lastStart = series.startEpochSecond(index);
        bars++;
        if (bars >= parameters.minimumBars()) {
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
            action = SignalAction.HOLD;
            confidence = 0;
            reason = "no_breakout";
        }
    }

    private void answer(SignalAction newAction, String newReason, double strength) {
        double score = parameters.strengthWeight() * Math.min(1, parameters.strengthScale() * strength)
                + parameters.volumeWeight() * Math.min(1, volume.value());
        action = newAction;
        confidence = Confidence.thousandths(Math.min(1, score));
        reason = newReason;
    }

    @Override
    public SignalAction action() {
        return action;
    }

    @Override
    public double confidence() {
        return confidence / 1000.0;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public Signal signal() {
        Instant barEnd = bars == 0 ? Instant.EPOCH : Instant.ofEpochSecond(lastStart + barSeconds);
        return new Signal(name, action, Confidence.ofThousandths(confidence), reason, barEnd);
    }
}
