package dev.ibkrbot.risk.sizing;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.List;
import java.util.Optional;

/** Cash that working entries will take when they fill, on top of what the account shows as spent. */
public final class CommittedCash {
    private CommittedCash() {}

    /**
     * Cost and fees of what is still unfilled of all working entries, bought or sold short alike, and of what is written
     * the cash that secures it; exits free cash and count nothing. Absent when it cannot be told: an entry without a limit price, or in another currency.
     *
     * @param working orders not known to be finished
     * @param feePerContract fee of one option contract; its currency is the account's
     */
    public static Optional<Money> of(List<OpenOrder> working, Money feePerContract) {
        Money total = Money.zero(feePerContract.currency());
        for (OpenOrder open : working) {
            if (open.order().role() == OrderRole.ENTRY) {
                Optional<Money> cost = costOf(open, feePerContract);
                if (cost.isEmpty()) {
                    return Optional.empty();
                }
                total = total.plus(cost.get());
            }
        }
        return Optional.of(total);
    }

    /** What one unit costs in fees: shares nothing, an option one contract's, a combo its legs'. */
    public static Money feePerUnit(Instrument instrument, Money feePerContract) {
        Money none = Money.zero(feePerContract.currency());
        return instrument.match(
                stock -> none,
                index -> none,
                option -> feePerContract,
                combo -> combo.legs().stream()
                        .map(leg -> legFee(leg, feePerContract))
                        .reduce(none, Money::plus));
    }

    private static Money legFee(Combo.Leg leg, Money feePerContract) {
        return feePerUnit(leg.instrument(), feePerContract).times(Quantity.of(Math.abs((long) leg.ratio())));
    }

    private static Optional<Money> costOf(OpenOrder open, Money feePerContract) {
        Order order = open.order();
        Currency currency = feePerContract.currency();
        if (!order.instrument().currency().equals(currency)) {
            return Optional.empty();
        }
        Quantity unfilled = order.quantity().minus(open.filled().min(order.quantity()));
        Money fees = feePerUnit(order.instrument(), feePerContract).times(unfilled);
        return order.terms()
                .limitPrice()
                .map(price -> secured(order).orElse(price.abs()))
                .map(price -> price.times(order.instrument().multiplier(), unfilled, currency)
                        .plus(fees));
    }

    private static Optional<Price> secured(Order order) {
        return Collateral.isWritten(order.instrument(), order.side())
                ? Collateral.perShare(order.instrument())
                : Optional.empty();
    }
}
