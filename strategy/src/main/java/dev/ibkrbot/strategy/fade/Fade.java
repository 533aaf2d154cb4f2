package dev.ibkrbot.strategy.fade;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.StrategyRun;
import java.time.Duration;

/**
 * Strategy B. BUY when strength is oversold and the price at or below the lower band, SELL mirrored. Bars of five
 * minutes, with two days of warm-up; strength is Wilder's, the band uses population deviations.
 *
 * <p>Immutable.
 */
public final class Fade implements Strategy {
    /** How its signals are named. */
    public static final String NAME = "fade";

    private static final int TWO_DAYS = 2 * 78;

    private final FadeParameters parameters;

    public Fade(FadeParameters parameters) {
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

    @Override
    public int minimumBars() {
        return Math.max(parameters.bandPeriod(), parameters.rsiPeriod() + 1);
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
        return FadeParameters.class.getRecordComponents().length;
    }

    @Override
    public StrategyRun open(Symbol symbol) {
        return new FadeRun(NAME, parameters);
    }
}
