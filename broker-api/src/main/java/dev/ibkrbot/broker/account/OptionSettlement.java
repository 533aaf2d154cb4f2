package dev.ibkrbot.broker.account;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;

/**
 * The end of an option position by the terms of its contract instead of by a trade. Together with the fills it accounts
 * for every change of cash and holdings that trading brings.
 *
 * <p>A broker reports each booking once through {@link dev.ibkrbot.broker.BrokerListener#onSettlement}, after its own
 * positions and cash have changed and before it cancels the orders that rested in the contract: at the close of the
 * expiration date, or earlier when an option is exercised early. A position that is settled in parts, as an assignment
 * may be, is reported in as many bookings, each with an id of its own.
 *
 * <p>A worthless end has no cash and no shares. Settlement in cash has cash only. Physical delivery has the shares, and
 * as cash exactly what the strike makes them cost or bring: ten long calls struck at 450 that are exercised are 1,000
 * shares and -450,000. Immutable.
 *
 * @param id the broker's number of the booking; counted once, like a fill
 * @param kind how it ended
 * @param contract the option that is gone
 * @param quantity contracts gone, with the sign of the position: short negative, never zero
 * @param cash received, negative when paid; without fees, in the contract's currency
 * @param shares change of the holding in the underlying; zero unless shares were delivered
 * @param basis what each of these shares cost or brought, without the premium of the option: the strike
 * @param at when it was booked
 */
public record OptionSettlement(
        ExecutionId id,
        Kind kind,
        OptionContract contract,
        Quantity quantity,
        Money cash,
        Quantity shares,
        Price basis,
        Instant at) {
    public OptionSettlement {
        if (quantity.isZero()) {
            throw new IllegalArgumentException("a settlement of nothing: " + contract);
        }
        if (!cash.currency().equals(contract.currency())) {
            throw new IllegalArgumentException("settlement of " + contract + " is not in its currency: " + cash);
        }
        if (kind == Kind.EXPIRED && (!cash.isZero() || !shares.isZero())) {
            throw new IllegalArgumentException(
                    "an option that expired brings nothing: " + contract + " " + cash + " " + shares);
        }
    }

    /**
     * What the option itself was worth at its end, signed like {@link #cash()}: the cash and the shares at their basis.
     * The premium paid or received before is not in it.
     */
    public Money value() {
        return cash.plus(basis.times(1, shares, contract.currency()));
    }

    /** How an option position ended. Immutable. */
    public enum Kind {
        /** Out of the money, for nothing. */
        EXPIRED,
        /** A position that was held was exercised, by its holder or by itself at expiration. */
        EXERCISED,
        /** A position that was written was exercised against. */
        ASSIGNED
    }
}
