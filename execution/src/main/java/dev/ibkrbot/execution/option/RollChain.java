package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.order.ClosedTrade;
import java.util.List;

/**
 * Written options that followed each other: each was bought back as the next was sold. Immutable.
 *
 * @param trades in their order, at least two
 */
public record RollChain(List<ClosedTrade> trades) {
    public RollChain {
        trades = List.copyOf(trades);
        if (trades.size() < 2) {
            throw new IllegalArgumentException("a roll takes two trades, not " + trades.size());
        }
    }

    /** What all of them earned after fees. */
    public Money net() {
        return trades.stream().map(ClosedTrade::net).reduce(Money::plus).orElseThrow();
    }

    /** What the rolls brought before fees: each premium received less what closing the one before cost; may be negative. */
    public Money rollCredit() {
        Money credit = Money.zero(net().currency());
        for (int i = 1; i < trades.size(); i++) {
            Premium next = Premium.of(trades.get(i));
            credit = credit.plus(next.opened())
                    .minus(Premium.of(trades.get(i - 1)).closed());
        }
        return credit;
    }
}
