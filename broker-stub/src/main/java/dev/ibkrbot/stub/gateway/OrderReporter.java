package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells clients what the exchange does with their orders, and remembers the day's fills. Confined to the gateway's lock. */
final class OrderReporter implements BrokerListener {
    private final Floor floor;
    private final OrderRegister register;
    private final OrderMessages messages;
    private final Callbacks callbacks;
    private final List<Fill> fills = new ArrayList<>();
    private final Map<String, List<Fill>> byExecution = new HashMap<>();
    private LocalDate date = LocalDate.MIN;
    private Optional<Money> realized = Optional.empty();
    private boolean positionsMoved;

    OrderReporter(Floor floor, OrderRegister register, OrderMessages messages, Callbacks callbacks) {
        this.floor = floor;
        this.register = register;
        this.messages = messages;
        this.callbacks = callbacks;
    }

    @Override
    public void onConnection(ConnectionState state) {
        // The exchange is always there; what clients see of connections is scripted.
    }

    @Override
    public void onOrderEvent(OrderEvent event) {
        startDay();
        if (event instanceof OrderEvent.Accepted it) {
            register.find(it.orderId()).ifPresent(this::accepted);
        } else if (event instanceof OrderEvent.Filled it) {
            register.find(it.execution().orderId()).ifPresent(order -> filled(order, it.execution()));
        } else if (event instanceof OrderEvent.Charged it) {
            charged(it);
        } else if (event instanceof OrderEvent.Canceled it) {
            register.find(it.orderId()).ifPresent(order -> canceled(order, it.reason()));
        } else if (event instanceof OrderEvent.Rejected it) {
            register.find(it.orderId()).ifPresent(order -> rejected(order, it.code(), it.reason()));
        }
    }

    private void startDay() {
        LocalDate today = floor.date();
        if (!today.equals(date)) {
            date = today;
            fills.clear();
            byExecution.clear();
            realized = Optional.empty();
        }
    }

    /** Fills of the current trading date. */
    List<Fill> fills() {
        startDay();
        return List.copyOf(fills);
    }

    /** Whether something was filled since the last time this was asked. */
    boolean takePositionsMoved() {
        boolean moved = positionsMoved;
        positionsMoved = false;
        return moved;
    }

    private void accepted(LiveOrder order) {
        boolean held = order.ticket.parentId() != 0
                && register.find(order.clientId, order.ticket.parentId())
                        .filter(parent -> !parent.filled.isPositive())
                        .isPresent();
        order.status = order.ticket.type().equals("LMT") && !held ? "Submitted" : "PreSubmitted";
        tell(order);
        callbacks.client(order.clientId).ifPresent(it -> callbacks.stranger(it, order.ticket.orderId()));
    }

    /** Both messages that say how an order stands. */
    void tell(LiveOrder order) {
        callbacks.hearers(order.clientId).forEach(client -> {
            callbacks.say(client, messages.open(order, Optional.empty(), "", client.version()));
            callbacks.say(client, messages.status(order));
        });
    }

    private void filled(LiveOrder order, Execution execution) {
        positionsMoved = true;
        if (realized.isEmpty()) {
            realized = Optional.of(Money.zero(execution.instrument().currency()));
        }
        List<Quantity> parts = parts(execution.quantity(), floor.faults.fillParts);
        List<Fill> made = new ArrayList<>();
        for (Quantity part : parts) {
            order.addFill(part, execution.price());
            Fill fill = new Fill(
                    order,
                    "0000e0d5." + execution.id().value().replace("sim-", "") + "." + (made.size() + 1),
                    execution.at(),
                    part,
                    execution.price(),
                    order.filled,
                    order.averagePrice());
            made.add(fill);
            fills.add(fill);
            if (order.isDone()) {
                order.finishedAt = floor.local(execution.at());
                order.reason = "Filled Size: " + order.filled;
            }
            callbacks.hearers(order.clientId).forEach(client -> callbacks.say(client, executed(fill, -1, client)));
            tell(order);
            correct(fill);
        }
        byExecution.put(execution.id().value(), made);
        if (order.ticket.parentId() == 0) {
            wakeChildren(order);
        }
    }

    private void correct(Fill fill) {
        if (floor.faults.corrections) {
            callbacks.sayLater(floor.now().plusSeconds(1), fill.order.clientId, client -> {
                fill.correct();
                return executed(fill, -1, client);
            });
        }
    }

    /** Whole parts as even as they go, the last one the largest. */
    private static List<Quantity> parts(Quantity quantity, int wanted) {
        long each = quantity.units() / Quantity.ONE.units() / wanted;
        List<Quantity> parts = new ArrayList<>();
        Quantity left = quantity;
        for (int i = 1; i < wanted && each > 0; i++) {
            parts.add(Quantity.of(each));
            left = left.minus(Quantity.of(each));
        }
        parts.add(left);
        return parts;
    }

    private void wakeChildren(LiveOrder parent) {
        for (LiveOrder child : register.family(parent)) {
            boolean wakes = child != parent && child.ticket.type().equals("LMT") && child.status.equals("PreSubmitted");
            if (wakes) {
                child.status = "Submitted";
                tell(child);
            }
        }
    }

    private void charged(OrderEvent.Charged event) {
        List<Fill> made = byExecution.getOrDefault(event.executionId().value(), List.of());
        Money total = floor.broker.account().realizedToday();
        Money before = realized.orElse(Money.zero(total.currency()));
        Money change = total.minus(before);
        realized = Optional.of(total);
        boolean opened = change.plus(event.commission()).isZero();
        for (int i = 0; i < made.size(); i++) {
            Fill fill = made.get(i);
            // One bill for one fill of the exchange: its parts before the last are free.
            boolean last = i == made.size() - 1;
            fill.commission = Optional.of(last ? event.commission() : Money.zero(total.currency()));
            fill.realized = last && !opened ? Optional.of(change) : Optional.empty();
            fill.order.addCommission(fill.commission.orElseThrow());
            if (last && commissionsAreOnTime()) {
                tell(fill.order); // now with what it cost
            }
            reportCommission(fill);
        }
    }

    private boolean commissionsAreOnTime() {
        return floor.faults.commissions && !floor.faults.commissionsFirst && floor.faults.commissionDelaySeconds == 0;
    }

    private void reportCommission(Fill fill) {
        if (!floor.faults.commissions) {
            return;
        }
        if (floor.faults.commissionDelaySeconds > 0) {
            callbacks.sayLater(
                    floor.now().plusSeconds(floor.faults.commissionDelaySeconds),
                    fill.order.clientId,
                    it -> fill.commissionReport());
        } else {
            callbacks
                    .hearers(fill.order.clientId)
                    .forEach(client -> callbacks.sayCommission(client, fill.commissionReport()));
        }
    }

    void canceled(LiveOrder order, String reason) {
        order.status = "Cancelled";
        order.finishedAt = floor.local(floor.now());
        order.reason = reason;
        sayStatus(order);
        sayError(order, 202, "Order Canceled - reason:" + reason);
    }

    void rejected(LiveOrder order, int code, String reason) {
        RejectionShape shape = floor.faults.rejectionShape;
        order.status = shape == RejectionShape.CANCELLED ? "Cancelled" : "Inactive";
        order.finishedAt = floor.local(floor.now());
        order.reason = reason;
        if (shape == RejectionShape.STATUS_FIRST) {
            sayStatus(order);
        }
        sayError(order, code, reason);
        if (shape == RejectionShape.ERROR_FIRST || shape == RejectionShape.CANCELLED) {
            sayStatus(order);
        }
    }

    private void sayStatus(LiveOrder order) {
        callbacks.hearers(order.clientId).forEach(client -> callbacks.say(client, messages.status(order)));
    }

    /** Only who placed the order hears what is wrong with it. */
    private void sayError(LiveOrder order, int code, String text) {
        callbacks
                .client(order.clientId)
                .ifPresent(client ->
                        callbacks.say(client, ErrorMessage.of(client, floor, order.ticket.orderId(), code, text)));
    }

    /** 11: one fill; {@code request} is -1 when nobody asked. */
    Message executed(Fill fill, int request, Client client) {
        LiveOrder order = fill.order;
        Message out = Message.of(11).number(request).number(order.ticket.orderId());
        floor.contracts.write(out, order.instrument);
        out.text(fill.id()).text(floor.local(fill.at)).text(floor.account()).text("SMART");
        out.text(order.ticket.action().equals("BUY") ? "BOT" : "SLD");
        out.quantity(fill.quantity).price(fill.price()).number(order.permId).number(order.clientId);
        out.number(0).quantity(fill.cumulative).price(fill.average).text(order.ticket.orderRef());
        out.text("").text("").text("").number(1);
        if (client.version() >= ProtocolVersions.PRICE_REVISION) {
            out.number(0);
        }
        if (client.version() >= ProtocolVersions.SUBMITTER) {
            out.text("");
        }
        return out;
    }
}
