package dev.ibkrbot.ibkr.translate;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.OrderState;
import dev.ibkrbot.ibkr.wire.WireOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Received orders, executions and previews in the language of broker-api. */
public final class Orders {
    private static final OrderId BY_HAND = new OrderId(1);

    private Orders() {}

    /**
     * An order somebody else placed, or we in an earlier life: its approval is unknown, and its role is guessed from its
     * parent and type. Absent when this language has no word for it.
     */
    public static Optional<Order> order(OrderMessage.Open open, Instrument instrument) {
        return open.orderId() > 0 ? listed(open, instrument) : Optional.empty();
    }

    /**
     * The same for a list of what lives, where an order that was placed by hand has its place, too: the gateway gives it
     * no number, so it has one that nothing is ever done with, and the name of its permanent number.
     */
    public static Optional<Order> listed(OrderMessage.Open open, Instrument instrument) {
        WireOrder wire = open.order();
        Optional<OrderTerms> terms = terms(wire);
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Order(
                    open.orderId() > 0 ? new OrderId(open.orderId()) : BY_HAND,
                    ref(wire),
                    role(open, terms.get()),
                    instrument,
                    side(wire.action()),
                    Amounts.quantity(wire.quantity()),
                    terms.get(),
                    wire.tif().startsWith("G") ? TimeInForce.GTC : TimeInForce.DAY,
                    open.parentId() > 0 ? Optional.of(new OrderId(open.parentId())) : Optional.empty(),
                    wire.ocaGroup().isEmpty() ? Optional.empty() : Optional.of(new OcaGroup(wire.ocaGroup())),
                    ApprovalDigest.UNKNOWN));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Our order with the quantity and the prices it has at the broker, where somebody may have changed them. */
    public static Order asListed(Order ours, OrderMessage.Open open) {
        WireOrder wire = open.order();
        return new Order(
                ours.id(),
                ours.ref(),
                ours.role(),
                ours.instrument(),
                ours.side(),
                Amounts.quantity(wire.quantity()),
                terms(wire).orElse(ours.terms()),
                ours.timeInForce(),
                ours.parent(),
                ours.ocaGroup(),
                ours.approval());
    }

    /** Our own name for an order, or its permanent number where it has none that is possible. */
    private static OrderRef ref(WireOrder wire) {
        return ref(wire.orderRef()).orElseGet(() -> new OrderRef("perm-" + wire.permId()));
    }

    /** A name as received; absent when it cannot be one of ours. */
    public static Optional<OrderRef> ref(String text) {
        try {
            return Optional.of(new OrderRef(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OrderRole role(OrderMessage.Open open, OrderTerms terms) {
        if (open.parentId() <= 0) {
            return OrderRole.ENTRY;
        }
        return terms instanceof OrderTerms.Limit ? OrderRole.TAKE_PROFIT : OrderRole.STOP_LOSS;
    }

    private static Side side(String action) {
        return action.equals("BUY") ? Side.BUY : Side.SELL;
    }

    private static Optional<OrderTerms> terms(WireOrder wire) {
        Optional<BigDecimal> limit = wire.limitPrice();
        Optional<BigDecimal> aux = wire.auxPrice();
        return switch (wire.orderType()) {
            case "MKT" -> Optional.of(new OrderTerms.Market());
            case "LMT" -> limit.map(it -> new OrderTerms.Limit(Amounts.price(it)));
            case "STP" -> aux.map(it -> new OrderTerms.Stop(Amounts.price(it)));
            case "STP LMT" ->
                aux.flatMap(trigger ->
                        limit.map(it -> new OrderTerms.StopLimit(Amounts.price(trigger), Amounts.price(it))));
            case "TRAIL" -> aux.filter(it -> it.signum() > 0).map(it -> new OrderTerms.Trailing(Amounts.price(it)));
            default -> Optional.empty();
        };
    }

    /** A fill of this order. {@link IllegalArgumentException} when its figures are impossible. */
    public static Execution execution(
            ExecutionId id, OrderMessage.Fill fill, OrderId orderId, OrderRef ref, Instrument instrument, Instant at) {
        OrderMessage.Fill.Execution wire = fill.execution();
        return new Execution(
                id,
                orderId,
                ref,
                instrument,
                wire.side().startsWith("B") ? Side.BUY : Side.SELL,
                Amounts.quantity(wire.shares()),
                Amounts.price(wire.price()),
                at);
    }

    /** What the gateway computed for an order; margins in the base currency where the version does not name theirs. */
    public static WhatIf whatIf(OrderState state, Currency base) {
        Currency margin = state.marginCurrency().isEmpty() ? base : new Currency(state.marginCurrency());
        Currency fees = state.currency().isEmpty() ? base : new Currency(state.currency());
        return new WhatIf(
                money(state.initial().before(), margin),
                money(state.initial().change(), margin),
                money(state.initial().after(), margin),
                money(state.maintenance().before(), margin),
                money(state.maintenance().change(), margin),
                money(state.maintenance().after(), margin),
                money(state.equityWithLoan().before(), margin),
                money(state.equityWithLoan().change(), margin),
                money(state.equityWithLoan().after(), margin),
                money(state.commission(), fees),
                money(state.minCommission(), fees),
                money(state.maxCommission(), fees),
                state.warning().isEmpty() ? Optional.empty() : Optional.of(state.warning()));
    }

    private static Optional<Money> money(Optional<BigDecimal> amount, Currency currency) {
        return amount.map(it -> Amounts.money(it, currency));
    }
}
