package dev.ibkrbot.broker.instrument;

import dev.ibkrbot.broker.value.Currency;
import java.util.function.Function;

/**
 * Something that can be quoted and traded. Equality of every case is economic identity; a broker's own contract
 * number is kept beside it by the adapter, never inside. Immutable.
 */
public sealed interface Instrument permits Stock, Index, OptionContract, Combo {
    /** The symbol traded, or for a derivative the symbol it derives from. */
    Symbol underlying();

    /** The currency its prices are in. */
    Currency currency();

    /** Shares per unit of quantity: 1 for stock, usually 100 for an option; positive. */
    int multiplier();

    /** Calls the function of the case at hand. */
    default <T> T match(
            Function<Stock, T> stock,
            Function<Index, T> index,
            Function<OptionContract, T> option,
            Function<Combo, T> combo) {
        if (this instanceof Stock it) {
            return stock.apply(it);
        }
        if (this instanceof Index it) {
            return index.apply(it);
        }
        if (this instanceof OptionContract it) {
            return option.apply(it);
        }
        return combo.apply((Combo) this);
    }
}
