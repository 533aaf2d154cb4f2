package dev.ibkrbot.strategy.fade;

import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.strategy.Verdict;

/** The fade rules on the values of one evaluation. Stateless. */
final class FadeRule {
    private static final double PLAIN = 0.5;
    private static final double EXTREME = 0.15;
    private static final double BEYOND = 0.1;
    private static final double RSI_FULL = 100;

    private final FadeParameters parameters;

    FadeRule(FadeParameters parameters) {
        this.parameters = parameters;
    }

    void evaluate(double rsi, double price, double lower, double upper, Verdict verdict) {
        double weakness = RSI_FULL - rsi;
        if (rsi <= parameters.oversold() && price <= lower) {
            verdict.want(SignalAction.BUY, "oversold", score(rsi, price < lower));
        } else if (weakness <= parameters.oversold() && price >= upper) {
            verdict.want(SignalAction.SELL, "overbought", score(weakness, price > upper));
        } else {
            verdict.hold("inside_band");
        }
    }

    private double score(double strength, boolean beyond) {
        return PLAIN + (strength <= parameters.extreme() ? EXTREME : 0) + (beyond ? BEYOND : 0);
    }
}
