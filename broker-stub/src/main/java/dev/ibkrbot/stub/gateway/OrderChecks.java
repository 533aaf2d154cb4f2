package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a client's order into one of the exchange, or says what is wrong with it. Confined to the gateway's lock. */
final class OrderChecks {
    /** The exchange is past the point where approvals matter. */
    private static final ApprovalDigest NO_APPROVAL = new ApprovalDigest("0".repeat(64));

    private final Floor floor;

    OrderChecks(Floor floor) {
        this.floor = floor;
    }

    /** What is wrong, with the gateway's code for it. */
    record Fault(int code, String text) {}

    /** The instrument of the order; absent when there is none or more than one. */
    Optional<Instrument> instrument(Ticket ticket) {
        if (!ticket.contract().isCombo()) {
            return floor.contracts.findOne(ticket.contract());
        }
        List<Combo.Leg> legs = new ArrayList<>();
        for (Ticket.Leg leg : ticket.legs()) {
            Optional<Instrument> found = floor.contracts.findOne(ContractQuery.numbered(leg.conId()));
            if (found.isEmpty() || leg.ratio() <= 0) {
                return Optional.empty();
            }
            legs.add(new Combo.Leg(found.get(), leg.action().equals("BUY") ? leg.ratio() : -leg.ratio()));
        }
        if (legs.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instrument first = legs.get(0).instrument();
            return Optional.of(new Combo(first.underlying(), first.currency(), legs));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a gateway finds wrong before the exchange sees the order. */
    Optional<Fault> fault(Ticket ticket) {
        if (!floor.knowsAccount(ticket.account())) {
            return fault(321, "Error validating request: invalid account code");
        }
        if (!ticket.unserved().isEmpty()) {
            return fault(321, "Error validating request: the simulator does not serve " + ticket.unserved());
        }
        if (!ticket.quantity().isPositive()) {
            return fault(434, "The order size cannot be zero");
        }
        if (!ticket.action().matches("BUY|SELL")) {
            return fault(321, "Error validating request: unknown action");
        }
        if (!ticket.tif().matches("|DAY|GTC")) {
            return fault(111, "The TIF (Tif type) and the order type are incompatible: " + ticket.type());
        }
        return terms(ticket).isEmpty()
                ? fault(321, "Error validating request: the order type or its prices are not served")
                : Optional.empty();
    }

    private static Optional<Fault> fault(int code, String text) {
        return Optional.of(new Fault(code, text));
    }

    private static Optional<OrderTerms> terms(Ticket ticket) {
        Optional<Price> aux = ticket.aux();
        return switch (ticket.type()) {
            case "MKT" -> Optional.of(new OrderTerms.Market());
            case "LMT" -> ticket.limit().map(OrderTerms.Limit::new);
            case "STP" -> aux.map(OrderTerms.Stop::new);
            case "STP LMT" ->
                aux.flatMap(trigger -> ticket.limit().map(limit -> new OrderTerms.StopLimit(trigger, limit)));
            case "TRAIL" -> aux.filter(Price::isPositive).map(OrderTerms.Trailing::new);
            default -> Optional.empty();
        };
    }

    /** The order as the exchange takes it; only after {@link #fault} found nothing. */
    Order order(LiveOrder live, OrderId id, Optional<LiveOrder> parent, boolean closes) {
        Ticket ticket = live.ticket;
        OrderRole role = ticket.parentId() != 0
                ? ticket.type().equals("LMT") ? OrderRole.TAKE_PROFIT : OrderRole.STOP_LOSS
                : closes ? OrderRole.CLOSE : OrderRole.ENTRY;
        return new Order(
                id,
                new OrderRef("gateway-" + id),
                role,
                live.instrument,
                Side.valueOf(ticket.action()),
                live.remaining(),
                terms(ticket).orElseThrow(),
                ticket.tif().equals("GTC") ? TimeInForce.GTC : TimeInForce.DAY,
                parent.flatMap(it -> it.exchangeId),
                ocaGroup(live),
                NO_APPROVAL);
    }

    /** The children of one parent are a group of their own when they name none. */
    private static Optional<OcaGroup> ocaGroup(LiveOrder live) {
        Ticket ticket = live.ticket;
        if (ticket.ocaGroup().matches("[!-~]{1,32}")) {
            return Optional.of(new OcaGroup(ticket.ocaGroup()));
        }
        if (!ticket.ocaGroup().isEmpty()) {
            return Optional.of(
                    new OcaGroup("oca-" + Integer.toHexString(ticket.ocaGroup().hashCode())));
        }
        return ticket.parentId() == 0
                ? Optional.empty()
                : Optional.of(new OcaGroup("bracket-" + live.clientId + "-" + ticket.parentId()));
    }
}
