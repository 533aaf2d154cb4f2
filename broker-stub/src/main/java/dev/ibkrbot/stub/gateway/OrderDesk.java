package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes orders, changes and cancels them, and previews what they would do. A change takes the order, or its bracket
 * while the parent has not traded, back from the exchange and places it again: it loses its place in the queue.
 * Confined to the gateway's lock.
 */
final class OrderDesk {
    private static final String READ_ONLY =
            "Error validating request.-'bG' : cause - The API interface is currently in Read-Only mode.";

    private final Floor floor;
    private final OrderRegister register;
    private final OrderChecks checks;
    private final OrderMessages messages;
    private final OrderReporter reporter;
    private final PreviewDesk previews;

    OrderDesk(
            Floor floor, OrderRegister register, OrderMessages messages, OrderReporter reporter, Callbacks callbacks) {
        this.floor = floor;
        this.register = register;
        this.messages = messages;
        this.reporter = reporter;
        checks = new OrderChecks(floor);
        previews = new PreviewDesk(floor, register, checks, messages, callbacks);
    }

    /** 3: a new order, a changed one or a what-if. Answers what was asked in one line, for the log. */
    String place(Client client, Fields in) {
        Ticket ticket = Ticket.read(in, client.version());
        String line = (ticket.whatIf() ? "what-if " : "place ") + ticket.orderId() + " " + ticket.action() + " "
                + ticket.quantity() + " " + ticket.contract().symbol() + " " + ticket.type();
        if (floor.faults.orders == OrdersMode.LOST) {
            return line;
        }
        register.startDay(floor.date());
        Optional<LiveOrder> before = register.find(client.id(), ticket.orderId());
        Optional<Instrument> instrument = checks.instrument(ticket);
        Optional<OrderChecks.Fault> fault = fault(client, ticket, instrument, before);
        if (fault.isPresent()) {
            client.error(ticket.orderId(), fault.get().code(), fault.get().text());
            return line;
        }
        if (ticket.tif().isEmpty()) {
            client.error(ticket.orderId(), 10349, "Order TIF was set to DAY based on order preset.");
        }
        if (ticket.whatIf()) {
            previews.answer(
                    client, new LiveOrder(client.id(), instrument.get(), 0, ticket), closes(ticket, instrument.get()));
        } else if (before.isPresent()) {
            change(before.get(), ticket);
        } else {
            LiveOrder order = new LiveOrder(client.id(), instrument.get(), register.nextPermId(), ticket);
            register.add(order);
            transmit(order);
        }
        return line;
    }

    private Optional<OrderChecks.Fault> fault(
            Client client, Ticket ticket, Optional<Instrument> instrument, Optional<LiveOrder> before) {
        if (floor.faults.readOnly) {
            return Optional.of(new OrderChecks.Fault(321, READ_ONLY));
        }
        if (ticket.orderId() <= 0) {
            return Optional.of(new OrderChecks.Fault(10149, "Invalid order id: " + ticket.orderId()));
        }
        boolean fresh = register.spend(client.id(), ticket.orderId());
        boolean changes = before.isPresent() && !before.get().isDone() && !ticket.whatIf();
        if (!fresh && !changes) {
            return Optional.of(new OrderChecks.Fault(103, "Duplicate order id"));
        }
        if (changes && before.get().remaining().isZero()) {
            return Optional.of(new OrderChecks.Fault(104, "Cannot modify a filled order."));
        }
        Optional<OrderChecks.Fault> malformed = checks.fault(ticket);
        if (malformed.isPresent()) {
            return malformed;
        }
        if (instrument.isEmpty()) {
            return Optional.of(new OrderChecks.Fault(200, "No security definition has been found for the request"));
        }
        if (instrument.get() instanceof Index) {
            return Optional.of(new OrderChecks.Fault(
                    201, "Order rejected - reason:The contract is not available for trading: " + instrument.get()));
        }
        if (changes && !before.get().instrument.equals(instrument.get())) {
            return Optional.of(new OrderChecks.Fault(103, "Duplicate order id"));
        }
        if (ticket.whatIf() && !ticket.transmit()) {
            return Optional.of(new OrderChecks.Fault(
                    321,
                    "Error validating request.-'bD' : cause - What-If order should have transmit flag set to TRUE."));
        }
        boolean orphan = ticket.parentId() != 0
                && register.find(client.id(), ticket.parentId())
                        .filter(it -> !it.isDone() || it.filled.isPositive())
                        .isEmpty();
        if (orphan) {
            return Optional.of(new OrderChecks.Fault(10006, "Missing parent order."));
        }
        return floor.faults.nextRejection().map(it -> new OrderChecks.Fault(it.code(), it.reason()));
    }

    /** Sends the whole family to the exchange with the last of it. */
    private void transmit(LiveOrder order) {
        if (!order.ticket.transmit()) {
            return;
        }
        List<LiveOrder> family = register.family(order);
        boolean parentTraded = order.ticket.parentId() != 0
                && register.find(order.clientId, order.ticket.parentId())
                        .filter(it -> it.isDone() || it.filled.isPositive())
                        .isPresent();
        if (parentTraded) {
            submit(List.of(order));
        } else {
            submit(family);
        }
    }

    /** Places these as one group; what of them is at the exchange already is taken back first. */
    private void submit(List<LiveOrder> family) {
        for (LiveOrder member : family) {
            withdraw(member);
        }
        List<Order> orders = new ArrayList<>();
        Optional<LiveOrder> parent = family.size() > 1 ? Optional.of(family.get(0)) : Optional.empty();
        for (LiveOrder member : family) {
            OrderId id = register.assignExchangeId(member);
            Optional<LiveOrder> above = parent.filter(it -> it != member);
            orders.add(checks.order(member, id, above, closes(member.ticket, member.instrument)));
        }
        try {
            floor.broker.orders().submit(new OrderGroup(orders));
        } catch (BrokerException | IllegalArgumentException | ArithmeticException e) {
            family.forEach(it -> reporter.rejected(it, 201, "Order rejected - reason:the exchange failed"));
        }
    }

    private void withdraw(LiveOrder order) {
        Optional<OrderId> id = order.exchangeId;
        register.forgetExchangeId(order);
        id.ifPresent(floor.broker.orders()::cancel);
    }

    private boolean closes(Ticket ticket, Instrument instrument) {
        Quantity held = held(instrument);
        return Side.valueOf(ticket.action()) == Side.BUY ? held.isNegative() : held.isPositive();
    }

    private Quantity held(Instrument instrument) {
        return Floor.answer(floor.broker.accounts().positions()).stream()
                .filter(it -> it.instrument().equals(instrument))
                .map(it -> it.quantity())
                .findFirst()
                .orElse(Quantity.ZERO);
    }

    private void change(LiveOrder order, Ticket ticket) {
        boolean onHold = order.exchangeId.isEmpty();
        order.ticket = ticket;
        if (!order.remaining().isPositive()) {
            withdraw(order);
            reporter.canceled(order, "Reduced to what was filled");
        } else if (onHold || ticket.transmit()) {
            transmit(order);
        }
    }

    /** 4: the end of an order of this client. */
    int cancel(Client client, Fields in) {
        if (client.version() < ProtocolVersions.NO_CANCEL_VERSION) {
            in.skip(1);
        }
        int orderId = in.integer();
        if (floor.faults.orders == OrdersMode.LOST) {
            return orderId;
        }
        Optional<LiveOrder> found = register.find(client.id(), orderId);
        if (floor.faults.readOnly) {
            client.error(orderId, 321, READ_ONLY);
        } else if (found.isEmpty()) {
            client.error(orderId, 10147, "OrderId " + orderId + " that needs to be cancelled is not found.");
        } else if (found.get().isDone()) {
            client.error(
                    orderId,
                    10148,
                    "OrderId " + orderId + " that needs to be cancelled cannot be cancelled, state: "
                            + found.get().status + ".");
        } else {
            cancel(found.get());
        }
        return orderId;
    }

    private void cancel(LiveOrder order) {
        if (order.exchangeId.isPresent()) {
            floor.broker.orders().cancel(order.exchangeId.get());
        } else {
            // It waits for the last of its group: the others wait in vain.
            register.family(order).stream()
                    .filter(it -> it.exchangeId.isEmpty())
                    .filter(it -> it == order || it.ticket.parentId() == order.ticket.orderId())
                    .forEach(it -> reporter.canceled(it, "Canceled by request"));
        }
    }

    /** 58: the end of every order of every client. */
    void cancelAll() {
        if (!floor.faults.readOnly) {
            register.all().stream().filter(it -> !it.isDone()).forEach(it -> {
                if (!it.isDone()) {
                    cancel(it);
                }
            });
        }
    }

    /** 5 and 16: what is open, of this client or of all. */
    void openOrders(Client client, boolean ofAll) {
        listOpen(client, ofAll);
        if (floor.faults.ends) {
            client.send(Message.of(53).number(1));
        }
    }

    /** What is open, without the end of the list. */
    void listOpen(Client client, boolean ofAll) {
        for (LiveOrder order : register.all()) {
            if (isOpen(order) && (ofAll || order.clientId == client.id())) {
                client.send(messages.open(order, Optional.empty(), "", client.version()));
                client.send(messages.status(order));
            }
        }
    }

    private static boolean isOpen(LiveOrder order) {
        return !order.isDone() && order.exchangeId.isPresent();
    }

    /** How many orders rest at the exchange or wait to be transmitted. */
    int openOrders() {
        return (int) register.all().stream().filter(it -> !it.isDone()).count();
    }

    /** 99: what ended today, filled or canceled. */
    void completedOrders(Client client) {
        register.startDay(floor.date());
        for (LiveOrder order : register.all()) {
            if (order.isDone() && !order.status.equals("Inactive")) {
                client.send(messages.completed(order, client.version()));
            }
        }
        if (floor.faults.ends) {
            client.send(Message.of(102));
        }
    }

    /** 7: today's fills that fit the filter, each with its commission. */
    void executions(Client client, Fields in) {
        in.skip(1);
        int request = in.integer();
        ExecutionFilter filter = ExecutionFilter.read(in);
        for (Fill fill : reporter.fills()) {
            if (filter.accepts(fill)) {
                client.send(reporter.executed(fill, request, client));
                if (fill.commission.isPresent() && floor.faults.commissions) {
                    client.send(fill.commissionReport());
                }
            }
        }
        if (floor.faults.ends) {
            client.send(Message.of(55).number(1).number(request));
        }
    }
}
