package dev.ibkrbot.strategy.momentum;

import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.strategy.Verdict;

/** The momentum rules on the values of one evaluation after the other. Confined to the thread that feeds it. */
final class MomentumRule {
    private static final double PLAIN = 0.6;
    private static final double BONUS = 0.1;
    private static final double STRENGTH_MISSED = 0.2;
    private static final double PRICE_MISSED = 0.3;
    private static final double CLEARLY_BEYOND = 0.002;
    private static final double RSI_FULL = 100;
    private static final double BEST_LOW = 55;
    private static final double BEST_HIGH = 60;

    private final MomentumParameters parameters;
    private double lastFast = Double.NaN;
    private double lastSlow = Double.NaN;

    MomentumRule(MomentumParameters parameters) {
        this.parameters = parameters;
    }

    /** One evaluation; what it saw is remembered for the next, whatever came of it. */
    void evaluate(double fast, double slow, double rsi, double price, double vwap, Verdict verdict) {
        boolean up = lastFast <= lastSlow && fast > slow;
        boolean down = lastFast >= lastSlow && fast < slow;
        lastFast = fast;
        lastSlow = slow;
        if (up) {
            decide(SignalAction.BUY, "cross_up", rsi, price / vwap - 1, verdict);
        } else if (down) {
            // A fall mirrored at the middle of the strength index is a rise.
            decide(SignalAction.SELL, "cross_down", RSI_FULL - rsi, 1 - price / vwap, verdict);
        } else {
            verdict.hold("no_cross");
        }
    }

    private void decide(SignalAction action, String reason, double strength, double beyond, Verdict verdict) {
        if (strength < parameters.rsiLow() || strength > parameters.rsiHigh()) {
            verdict.hold("strength_outside_band", STRENGTH_MISSED);
        } else if (beyond <= 0) {
            verdict.hold("wrong_side_of_vwap", PRICE_MISSED);
        } else {
            double best = strength >= BEST_LOW && strength <= BEST_HIGH ? BONUS : 0;
            double clear = beyond > CLEARLY_BEYOND ? BONUS : 0;
            verdict.want(action, reason, PLAIN + best + clear);
        }
    }
}
