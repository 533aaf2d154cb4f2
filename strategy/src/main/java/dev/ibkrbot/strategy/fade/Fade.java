package dev.ibkrbot.strategy.fade;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.StrategyRun;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Strategy B. BUY when strength is oversold and the price at or below the lower band, SELL mirrored. Bars of five
 * minutes, with two days of warm-up; strength is Wilder's, the band uses population deviations.
 *
 * <p>Immutable.
 */
public final class Fade implements Strategy {
    /** How its signals are named. */
    public static final String NAME = "fade";

    /** What a signal needs to be acted on. */
    public static final Percent LEAST_CONFIDENCE = Percent.of("50");

    private static final int TWO_DAYS = 2 * 78;
    private static final double LOWEST_VIX = 18;
    private static final double HIGHEST_VIX = 25;
    private static final Percent OUTSIDE = Percent.of("15");

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
        return LEAST_CONFIDENCE;
    }

    @Override
    public int freeParameters() {
        return FadeParameters.class.getRecordComponents().length;
    }

    @Override
    public StrategyRun open(Symbol symbol) {
        return new FadeRun(NAME, parameters);
    }

    /**
     * The confidence of a signal, less 0.15 where the volatility index is known and outside 18 to 25, in which moves are
     * worth fading; never below 0.
     */
    public static Percent confidence(Percent signal, OptionalDouble vix) {
        if (vix.isEmpty() || vix.getAsDouble() >= LOWEST_VIX && vix.getAsDouble() <= HIGHEST_VIX) {
            return signal;
        }
        return Percent.ofFractionUnits(Math.max(0, signal.fractionUnits() - OUTSIDE.fractionUnits()));
    }
}
