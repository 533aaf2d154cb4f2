package dev.ibkrbot.broker.instrument;

import dev.ibkrbot.broker.value.Currency;

/** A share or fund listed on an exchange. Immutable. */
public record Stock(Symbol symbol, Currency currency) implements Instrument {
    /** A stock traded in dollars. */
    public static Stock of(String symbol) {
        return new Stock(new Symbol(symbol), Currency.USD);
    }

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
