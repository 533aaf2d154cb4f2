package dev.ibkrbot.strategy.scalp;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.StrategyRun;
import java.time.Duration;

/**
 * BUY when the fast average is above the slow one, the close above the session's volume-weighted price and the
 * strength index inside its band; else SELL when the fast average is below the slow one or the strength index is weak;
 * else HOLD.
 *
 * <p>Averages are seeded with the session's first close, the strength index with its first change, and the
 * volume-weighted price covers the session: a run begins at the open and takes no bars from before.
 *
 * <p>Immutable.
 */
public final class Scalp implements Strategy {
    private static final String NAME = "scalp";

    private final ScalpParameters parameters;

    public Scalp(ScalpParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BarSize barSize() {
        return BarSize.ONE_MINUTE;
    }

    @Override
    public int warmUpBars() {
        return 0;
    }

    @Override
    public int minimumBars() {
        return parameters.minimumBars();
    }

    @Override
    public Duration quietPeriod() {
        return Duration.ZERO;
    }

    @Override
    public int freeParameters() {
        return ScalpParameters.class.getRecordComponents().length;
    }

    @Override
    public StrategyRun open(Symbol symbol) {
        return new ScalpRun(NAME, parameters);
    }
}
