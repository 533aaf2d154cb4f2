package dev.ibkrbot.strategy.momentum;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.StrategyRun;
import java.time.Duration;

/**
 * Strategy A. BUY when the fast average crosses above the slow one while strength is inside its band and the price above
 * the session's volume-weighted price; SELL mirrored. Bars of five minutes, with two days of warm-up: averages are
 * seeded with plain means and strength is Wilder's. The volume-weighted price begins anew after every night.
 *
 * <p>Immutable.
 */
public final class Momentum implements Strategy {
    /** How its signals are named. */
    public static final String NAME = "momentum";

    private static final int TWO_DAYS = 2 * 78;

    private final MomentumParameters parameters;

    public Momentum(MomentumParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BarSize barSize() {
        return BarSize.FIVE_MINUTES;
    }

    @Override
    public int warmUpBars() {
        return TWO_DAYS;
    }

    /** One more than the slow average needs, because a crossing needs the value before. */
    @Override
    public int minimumBars() {
        return Math.max(parameters.slowPeriod(), parameters.rsiPeriod() + 1) + 1;
    }

    @Override
    public Duration quietPeriod() {
        return Duration.ZERO;
    }

    @Override
    public Percent minConfidence() {
        return Percent.of("50");
    }

    @Override
    public int freeParameters() {
        return MomentumParameters.class.getRecordComponents().length;
    }

    @Override
    public StrategyRun open(Symbol symbol) {
        return new MomentumRun(NAME, parameters);
    }
}
