package dev.ibkrbot.strategy.whale;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.StrategyRun;
import java.time.Duration;

/**
 * BUY_CALL when the last close is above, BUY_PUT when it is below every close of the bars before it, and its volume is
 * above a multiple of their mean; else HOLD. The last bar is never part of what it is compared with.
 *
 * <p>Immutable.
 */
public final class Whale implements Strategy {
    private static final String NAME = "whale";

    private final WhaleParameters parameters;

    public Whale(WhaleParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BarSize barSize() {
        return BarSize.ONE_HOUR;
    }

    @Override
    public int warmUpBars() {
        return parameters.lookback();
    }

    @Override
    public int minimumBars() {
        return parameters.minimumBars();
    }

    @Override
    public Duration quietPeriod() {
        return parameters.quietPeriod();
    }

    @Override
    public int freeParameters() {
        return WhaleParameters.class.getRecordComponents().length;
    }

    @Override
    public StrategyRun open(Symbol symbol) {
        return new WhaleRun(NAME, parameters);
    }
}
