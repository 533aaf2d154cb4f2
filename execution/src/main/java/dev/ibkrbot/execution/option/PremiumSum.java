package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.order.ClosedTrade;

/**
 * Premium of all closed option trades that were opened alike. Of an option that was delivered, only the option's own
 * part is in it: what the shares gain or lose afterwards is the shares'. Immutable.
 *
 * @param written whether premium was received at the opening; else it was paid
 * @param trades how many, at least 1
 * @param opened received or paid at the opening; zero or more
 * @param closed paid or received at the end; negative where closing went the same way as opening
 * @param fees of all their fills
 * @param net what stayed: of written premium what was kept
 */
public record PremiumSum(boolean written, long trades, Money opened, Money closed, Money fees, Money net) {
    static PremiumSum of(ClosedTrade trade) {
        Premium one = Premium.of(trade);
        return new PremiumSum(one.written(), 1, one.opened(), one.closed(), trade.fees(), trade.net());
    }

    /** What takes these back when it is added. */
    PremiumSum negated() {
        return new PremiumSum(written, -trades, opened.negated(), closed.negated(), fees.negated(), net.negated());
    }

    PremiumSum plus(PremiumSum other) {
        return new PremiumSum(
                written,
                trades + other.trades,
                opened.plus(other.opened),
                closed.plus(other.closed),
                fees.plus(other.fees),
                net.plus(other.net));
    }
}
