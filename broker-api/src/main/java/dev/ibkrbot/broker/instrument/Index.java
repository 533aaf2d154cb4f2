package dev.ibkrbot.broker.instrument;

import dev.ibkrbot.broker.value.Currency;

/** A published index such as VIX: quoted, never bought itself. Immutable. */
public record Index(Symbol symbol, Currency currency) implements Instrument {
    @Override
    public Symbol underlying() {
        return symbol;
    }

    @Override
    public int multiplier() {
        return 1;
    }

    @Override
    public String toString() {
        return symbol.value();
    }
}
