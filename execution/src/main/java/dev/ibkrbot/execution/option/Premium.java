package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.order.ClosedTrade;
import java.util.List;

/**
 * The premium of one closed option trade. Immutable.
 *
 * @param written whether it was received at the opening; else it was paid
 * @param opened received or paid at the opening; zero or more
 * @param closed paid or received at the end
 */
record Premium(boolean written, Money opened, Money closed) {
    static Premium of(ClosedTrade trade) {
        Instrument instrument = trade.instrument();
        int multiplier = instrument.multiplier();
        Money in = trade.entryPrice().times(multiplier, trade.quantity(), instrument.currency());
        Money out = trade.exitPrice().times(multiplier, trade.quantity(), instrument.currency());
        // A combination that is bought at a negative net price pays its buyer.
        boolean written = (trade.side() == Side.SELL) != in.isNegative();
        return in.isNegative() ? new Premium(written, in.negated(), out.negated()) : new Premium(written, in, out);
    }

    /** The options in what was traded; empty for stock. */
    static List<OptionContract> options(Instrument instrument) {
        return instrument.match(stock -> List.of(), index -> List.of(), List::of, Premium::options);
    }

    private static List<OptionContract> options(Combo combo) {
        return combo.legs().stream()
                .map(Combo.Leg::instrument)
                .filter(OptionContract.class::isInstance)
                .map(OptionContract.class::cast)
                .toList();
    }
}
