package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.IsoTime;

/**
 * Names one signal for ever, so that it opens at most one entry, also after a restart: strategy, symbol, end of the
 * bar it was seen on, and action. Immutable.
 */
public record SignalId(String value) {
    /** The id of a signal on a symbol; the same inputs give the same id. */
    public static SignalId of(Symbol symbol, Signal signal) {
        return new SignalId(
                signal.strategy() + "/" + symbol + "/" + IsoTime.text(signal.barEnd()) + "/" + signal.action());
    }

    @Override
    public String toString() {
        return value;
    }
}
