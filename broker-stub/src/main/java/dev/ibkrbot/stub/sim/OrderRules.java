package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
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
    private final boolean writing;
    private final Touch touch = new Touch();

    /** {@code writing} tells whether entries may sell options that are not held. */
    OrderRules(Market market, Ledger ledger, FeeSchedule fees, List<WorkingOrder> working, boolean writing) {
        this.writing = writing;
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
        if (instrument instanceof Combo combo && !ComboDesk.canBook(combo)) {
            return Optional.of(new Refusal(REJECTED, "Combos of such legs are not traded at the simulated exchange"));
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
            if (order.side() == Side.SELL && !mayWrite(order) && sellsBeyondPosition(order)) {
                return Optional.of(new Refusal(REJECTED, "The account is not allowed to write options"));
            }
        }
        if (order.instrument() instanceof Combo && !order.role().isExit() && !writing) {
            return Optional.of(new Refusal(REJECTED, "The account is not allowed to write options"));
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

    /** Exits never write: they end at the position. */
    private boolean mayWrite(Order order) {
        return writing && !order.role().isExit();
    }

    /** How much of this it may trade: what closes, and what may not write, ends at the position. */
    Quantity closable(Order order, Quantity wanted) {
        boolean bounded = order.role().isExit() || order.side() == Side.SELL && !mayWrite(order);
        if (!bounded || order.instrument() instanceof Stock) {
            return wanted;
        }
        Quantity held = order.instrument() instanceof Combo combo
                ? ComboDesk.held(combo, ledger)
                : ledger.quantity(order.instrument());
        return wanted.min(order.side() == Side.SELL ? held : held.negated());
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

    /**
     * Cash for a purchase, half the value for stock sold short, nothing for what closes; before fees. Where options are
     * written, what the funds are left with afterwards.
     */
    private Money marginChange(Order order, Instant now) {
        Instrument instrument = order.instrument();
        if (isAboutWriting(order)) {
            return freeNow(now).initial().minus(free(after(order, now), now).initial());
        }
        Quantity held = ledger.quantity(instrument);
        boolean closes = order.side() == Side.BUY ? held.isNegative() : held.isPositive();
        Quantity opening = closes ? order.quantity().minus(order.quantity().min(held.abs())) : order.quantity();
        Money value = expectedPrice(order, now).times(instrument.multiplier(), opening, instrument.currency());
        return order.side() == Side.BUY ? value : SimulatedExchange.half(value);
    }

    private boolean isAboutWriting(Order order) {
        boolean writes = order.instrument() instanceof OptionContract option
                && order.side() == Side.SELL
                && !ledger.quantity(option).isPositive();
        return writes
                || order.instrument() instanceof Combo
                || ledger.funds().hasWritten(order.instrument().underlying());
    }

    private Funds after(Order order, Instant now) {
        Quantity signed =
                order.side() == Side.BUY ? order.quantity() : order.quantity().negated();
        return ledger.funds().after(order.instrument(), signed, expectedPrice(order, now));
    }

    private Funds.Free freeNow(Instant now) {
        return free(ledger.funds(), now);
    }

    private Funds.Free free(Funds funds, Instant now) {
        return funds.free(instrument -> mark(instrument, now));
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
        if (!(order.instrument() instanceof Combo combo)) {
            return fees.estimate(order.instrument(), order.side(), order.quantity(), expectedPrice(order, now), date);
        }
        Money all = Money.zero(combo.currency());
        for (Combo.Leg leg : combo.legs()) {
            Side side = leg.ratio() > 0 ? order.side() : order.side().opposite();
            Quantity quantity = Funds.times(order.quantity(), Math.abs(leg.ratio()));
            all = all.plus(fees.estimate(leg.instrument(), side, quantity, mark(leg.instrument(), now), date));
        }
        return all;
    }

    private Price mark(Instrument instrument, Instant now) {
        return market.look(instrument, now.getEpochSecond(), touch) ? Price.ofUnits(touch.mark()) : Price.ZERO;
    }

    /** What the order would do: what is paid in full binds its price, what is sold short its requirement. */
    WhatIf preview(Order order, Instant now) {
        Money equity = ledger.funds().equityWithLoan(instrument -> mark(instrument, now));
        Funds.Free free = freeNow(now);
        Money initial = equity.minus(free.initial());
        Money maintenance = equity.minus(free.maintenance());
        Money fee = fee(order, now);
        Money equityChange = fee.negated();
        Money initialChange = marginChange(order, now);
        Money maintenanceChange = initialChange;
        if (isAboutWriting(order)) {
            Funds after = after(order, now);
            Funds.Free freeAfter = free(after, now);
            Money equityAfter = after.equityWithLoan(instrument -> mark(instrument, now));
            initialChange = equityAfter.minus(freeAfter.initial()).minus(initial);
            maintenanceChange = equityAfter.minus(freeAfter.maintenance()).minus(maintenance);
            equityChange = equityAfter.minus(equity).minus(fee);
        }
        return new WhatIf(
                Optional.of(initial),
                Optional.of(initialChange),
                Optional.of(initial.plus(initialChange)),
                Optional.of(maintenance),
                Optional.of(maintenanceChange),
                Optional.of(maintenance.plus(maintenanceChange)),
                Optional.of(equity),
                Optional.of(equityChange),
                Optional.of(equity.plus(equityChange)),
                Optional.of(fee),
                Optional.of(fee),
                Optional.of(fee),
                refusal(order, false, now).map(it -> it.code() + " " + it.reason()));
    }
}
