package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the exchange refuses, and what an order would cost. Confined to the thread of the exchange. */
final class OrderRules {
    private static final int REJECTED = 201;
    private static final int UNKNOWN_CONTRACT = 200;
    private static final int OFF_GRID = 110;

    private final Market market;
    private final Ledger ledger;
    private final FeeSchedule fees;
    private final List<WorkingOrder> working;
    private final Touch touch = new Touch();

    OrderRules(Market market, Ledger ledger, FeeSchedule fees, List<WorkingOrder> working) {
        this.market = market;
        this.ledger = ledger;
        this.fees = fees;
        this.working = working;
    }

    /** Why an order is refused, with the code a TWS would give. */
    record Refusal(int code, String reason) {}

    /** Empty when the order is taken. Exits held for a parent are checked for their form only. */
    Optional<Refusal> refusal(Order order, boolean held, Instant now) {
        Instrument instrument = order.instrument();
        if (instrument instanceof Combo) {
            return Optional.of(new Refusal(REJECTED, "Combos are not traded at the simulated exchange"));
        }
        PriceGrid grid;
        try {
            grid = market.priceGrid(instrument, now);
        } catch (BrokerException e) {
            return Optional.of(new Refusal(UNKNOWN_CONTRACT, "No security definition has been found: " + instrument));
        }
        boolean legal = order.terms().limitPrice().map(grid::isLegal).orElse(true)
                && order.terms().triggerPrice().map(grid::isLegal).orElse(true);
        if (!legal) {
            return Optional.of(new Refusal(
                    OFF_GRID,
                    "The price does not conform to the minimum price variation for this contract: " + order.terms()));
        }
        if (order.quantity().units() % Quantity.ONE.units() != 0) {
            return Optional.of(new Refusal(REJECTED, "Not a whole quantity: " + order.quantity()));
        }
        return held ? Optional.empty() : accountRefusal(order, now);
    }

    private Optional<Refusal> accountRefusal(Order order, Instant now) {
        if (order.instrument() instanceof OptionContract) {
            if (hasOpposing(order)) {
                return Optional.of(
                        new Refusal(REJECTED, "Cannot have open orders on both sides of the same US option contract"));
            }
            if (order.side() == Side.SELL && sellsBeyondPosition(order)) {
                return Optional.of(
                        new Refusal(REJECTED, "Short option positions are not held at the simulated exchange"));
            }
        }
        Money needed = marginChange(order, now);
        if (!needed.isPositive()) {
            return Optional.empty();
        }
        needed = needed.plus(fee(order, now));
        Money free = ledger.available(instrument -> mark(instrument, now)).minus(bound(now));
        return needed.compareTo(free) > 0
                ? Optional.of(
                        new Refusal(REJECTED, "Insufficient funds: " + needed + " needed, " + free + " available"))
                : Optional.empty();
    }

    private boolean hasOpposing(Order order) {
        return working.stream()
                .anyMatch(other -> !other.isGone()
                        && !other.isHeld()
                        && other.order.side() != order.side()
                        && other.order.instrument().equals(order.instrument()));
    }

    /** Orders of one OCA group share one quantity. */
    private boolean sellsBeyondPosition(Order order) {
        Quantity selling = order.quantity();
        Set<OcaGroup> counted = new HashSet<>(order.ocaGroup().stream().toList());
        for (WorkingOrder other : working) {
            boolean same = !other.isGone()
                    && !other.isHeld()
                    && other.order.side() == Side.SELL
                    && other.order.instrument().equals(order.instrument());
            if (same && other.order.ocaGroup().map(counted::add).orElse(true)) {
                selling = selling.plus(other.remaining());
            }
        }
        return selling.compareTo(ledger.quantity(order.instrument())) > 0;
    }

    /** Funds that working orders which open something will need. */
    private Money bound(Instant now) {
        Money bound = Money.zero(ledger.cash().currency());
        for (WorkingOrder other : working) {
            if (!other.isGone() && !other.isHeld() && !other.order.role().isExit()) {
                Money part = marginChange(other.asItStands(), now);
                bound = bound.plus(part.max(Money.zero(part.currency())));
            }
        }
        return bound;
    }

    /** Cash for a purchase, half the value for stock sold short, nothing for what closes; before fees. */
    private Money marginChange(Order order, Instant now) {
        Instrument instrument = order.instrument();
        Quantity held = ledger.quantity(instrument);
        boolean closes = order.side() == Side.BUY ? held.isNegative() : held.isPositive();
        Quantity opening = closes ? order.quantity().minus(order.quantity().min(held.abs())) : order.quantity();
        Money value = expectedPrice(order, now).times(instrument.multiplier(), opening, instrument.currency());
        return order.side() == Side.BUY ? value : SimulatedExchange.half(value);
    }

    /** The limit, else the trigger, else the side that is hit, else nothing is known and zero is taken. */
    private Price expectedPrice(Order order, Instant now) {
        return order.terms().limitPrice().or(order.terms()::triggerPrice).orElseGet(() -> {
            if (!market.look(order.instrument(), now.getEpochSecond(), touch)) {
                return Price.ZERO;
            }
            long side = order.side() == Side.BUY ? touch.ask() : touch.bid();
            return Price.ofUnits(side > 0 ? side : touch.last());
        });
    }

    private Money fee(Order order, Instant now) {
        LocalDate date = market.calendar().tradingDate(now);
        return fees.estimate(order.instrument(), order.side(), order.quantity(), expectedPrice(order, now), date);
    }

    private Price mark(Instrument instrument, Instant now) {
        return market.look(instrument, now.getEpochSecond(), touch) ? Price.ofUnits(touch.mark()) : Price.ZERO;
    }

    /** What the order would do: margin is cash here, so initial and maintenance margin are what the funds bind. */
    WhatIf preview(Order order, Instant now) {
        Money equity = ledger.worth(instrument -> mark(instrument, now));
        Money before = equity.minus(ledger.available(instrument -> mark(instrument, now)));
        Money change = marginChange(order, now);
        Money fee = fee(order, now);
        Optional<Money> after = Optional.of(before.plus(change));
        Optional<String> warning = refusal(order, false, now).map(it -> it.code() + " " + it.reason());
        return new WhatIf(
                Optional.of(before),
                Optional.of(change),
                after,
                Optional.of(before),
                Optional.of(change),
                after,
                Optional.of(equity),
                Optional.of(fee.negated()),
                Optional.of(equity.minus(fee)),
                Optional.of(fee),
                Optional.of(fee),
                Optional.of(fee),
                warning);
    }

    /** What an option is worth when it expires with its underlying here. */
    static Price intrinsic(OptionContract option, Price underlying) {
        Price value = option.right() == Right.CALL
                ? underlying.minus(option.strike())
                : option.strike().minus(underlying);
        return value.isPositive() ? value : Price.ZERO;
    }
}
