package dev.ibkrbot.strategy;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;

/**
 * One strategy following one symbol through one session. {@link #onBar} costs the same for every bar and allocates
 * nothing; the answer is read afterwards.
 *
 * <p>Confined to the thread that feeds it.
 */
public interface StrategyRun {
    /** The reason of a HOLD that only says "too few bars yet". */
    String INSUFFICIENT_BARS = "insufficient_bars";

    /** The same, said by strategies whose rules speak of indicators. */
    String MISSING_INDICATORS = "missing_indicators";

    /**
     * Takes the next completed bar: {@code series} at {@code index}. Bars come in ascending order, each once; they may
     * lie in different series of the same size.
     */
    void onBar(BarSeries series, int index);

    /** The run's present answer. */
    Verdict verdict();

    /** What the strategy wants after the last bar; HOLD before the first. */
    default SignalAction action() {
        return verdict().action();
    }

    /** 0 to 1 in steps of 0.001; for HOLD how near it came to wanting something, mostly 0. */
    default double confidence() {
        return verdict().confidence();
    }

    /** One short code from a fixed set, such as "trend_up" or {@value #INSUFFICIENT_BARS}. */
    default String reason() {
        return verdict().reason();
    }

    /** The current answer as a record. */
    default Signal signal() {
        return verdict().signal();
    }
}
