package dev.ibkrbot.strategy;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Percent;
import java.time.Duration;

/**
 * Rules with their parameters, and what they need to be followed. Whoever feeds a strategy honours its needs: bars of
 * {@link #barSize()}, {@link #warmUpBars()} of them from before the session, all of the session's own.
 *
 * <p>Implementations are immutable and thread-safe; the state of following them is in a {@link StrategyRun}.
 */
public interface Strategy {
    /** Short lower-case name such as "scalp"; the same for ever, because journals carry it. */
    String name();

    /** The only bar size it understands. */
    BarSize barSize();

    /** How many bars from before the session it wants to see first; zero when it begins with the session. */
    int warmUpBars();

    /**
     * With fewer bars than this a run answers HOLD, {@value StrategyRun#INSUFFICIENT_BARS} or
     * {@value StrategyRun#MISSING_INDICATORS}; at least 1.
     */
    int minimumBars();

    /** How long it stays silent on a symbol after it fired there, also across restarts; zero when it need not. */
    Duration quietPeriod();

    /** Signals below it are not traded, whatever else is configured; 0 % to 100 %. */
    default Percent minConfidence() {
        return Percent.ZERO;
    }

    /** Numbers in its rules that could have been chosen otherwise: the more, the more trades prove little. */
    int freeParameters();

    /** Starts following the rules for one symbol and one session. */
    StrategyRun open(Symbol symbol);
}
