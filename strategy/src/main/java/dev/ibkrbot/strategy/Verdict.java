package dev.ibkrbot.strategy;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import java.time.Instant;

/**
 * The present answer of a run, changed in place so that a bar costs no object. HOLD for want of bars until the run says
 * otherwise. Confined to the thread that feeds the run.
 */
public final class Verdict {
    private static final double THOUSAND = 1000.0;

    private final String strategy;
    private long barEnd;
    private int bars;
    private SignalAction action = SignalAction.HOLD;
    private int thousandths;
    private String reason = StrategyRun.INSUFFICIENT_BARS;

    /** The answer of the strategy of this name. */
    public Verdict(String strategy) {
        this.strategy = strategy;
    }

    /** Notes one more bar and returns how many there were. */
    public int saw(BarSeries series, int index) {
        barEnd = series.startEpochSecond(index) + series.barSize().seconds();
        return ++bars;
    }

    /** Wants nothing, for this reason. */
    public void hold(String newReason) {
        hold(newReason, 0);
    }

    /** Wants nothing, for this reason, though {@code score} of the conditions were met. */
    public void hold(String newReason, double score) {
        want(SignalAction.HOLD, newReason, score);
    }

    /** Wants this with a confidence of {@code score}, cut at 1 and rounded to three decimals. */
    public void want(SignalAction newAction, String newReason, double score) {
        action = newAction;
        thousandths = Confidence.thousandths(Math.min(1, score));
        reason = newReason;
    }

    SignalAction action() {
        return action;
    }

    double confidence() {
        return thousandths / THOUSAND;
    }

    String reason() {
        return reason;
    }

    Signal signal() {
        Instant seen = bars == 0 ? Instant.EPOCH : Instant.ofEpochSecond(barEnd);
        return new Signal(strategy, action, Confidence.ofThousandths(thousandths), reason, seen);
    }
}
