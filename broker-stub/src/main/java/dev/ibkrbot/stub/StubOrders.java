package dev.ibkrbot.stub;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What was submitted and what became of it. Trades nothing by itself. Guarded by the broker's lock. */
final class StubOrders {
    final List<OrderGroup> submitted = new ArrayList<>();
    final List<OrderId> cancelRequests = new ArrayList<>();
    final Map<Instrument, Position> positions = new LinkedHashMap<>();
    private final Map<OrderId, OpenOrder> open = new LinkedHashMap<>();
    private final List<Execution> executions = new ArrayList<>();
    private final Set<OrderId> used = new HashSet<>();
    Consumer<OrderEvent> events = event -> {};
    Optional<Refusal> nextRefusal = Optional.empty();
    OrderId lowestFreeId = new OrderId(1);
    boolean silent;

    record Refusal(int code, String reason) {}

    /** Accepts every order, unless a refusal is planned, an id repeats or a price is off its grid. */
    void submit(OrderGroup group, StubQuotes quotes, Instant now) {
        submitted.add(group);
        Optional<Refusal> refusal = nextRefusal.or(() -> fault(group, quotes));
        nextRefusal = Optional.empty();
        for (Order order : group.orders()) {
            boolean fresh = used.add(order.id());
            if (refusal.isPresent()) {
                Refusal why = refusal.get();
                events.accept(new OrderEvent.Rejected(order.id(), order.ref(), why.code(), why.reason(), now));
            } else if (fresh) {
                open.put(order.id(), new OpenOrder(order, Quantity.ZERO));
                if (!silent) {
                    events.accept(new OrderEvent.Accepted(order.id(), order.ref(), now));
                }
            }
        }
    }

    private Optional<Refusal> fault(OrderGroup group, StubQuotes quotes) {
        for (Order order : group.orders()) {
            if (used.contains(order.id())) {
                return Optional.of(new Refusal(103, "Duplicate order id"));
            }
            boolean legal = order.terms()
                            .limitPrice()
                            .map(quotes.grid(order.instrument())::isLegal)
                            .orElse(true)
                    && order.terms()
                            .triggerPrice()
                            .map(quotes.grid(order.instrument())::isLegal)
                            .orElse(true);
            if (!legal) {
                return Optional.of(new Refusal(
                        110, "The price does not conform to the minimum price variation for this contract"));
            }
        }
        return Optional.empty();
    }

    /** Cancels an order and the exits that wait for it. */
    void cancel(OrderId id, String reason, Instant now) {
        OpenOrder gone = open.remove(id);
        if (gone == null) {
            return;
        }
        events.accept(new OrderEvent.Canceled(id, gone.order().ref(), reason, now));
        if (gone.filled().isZero()) {
            for (OpenOrder child : List.copyOf(open.values())) {
                if (child.order().parent().equals(Optional.of(id))) {
                    cancel(child.order().id(), reason, now);
                }
            }
        }
    }

    void reject(OrderId id, Refusal refusal, Instant now) {
        OpenOrder gone = find(id);
        open.remove(id);
        events.accept(new OrderEvent.Rejected(id, gone.order().ref(), refusal.code(), refusal.reason(), now));
    }

    Execution fill(OrderId id, Quantity quantity, Price price, Instant now) {
        OpenOrder before = find(id);
        Order order = before.order();
        Quantity filled = before.filled().plus(quantity);
        if (filled.compareTo(order.quantity()) > 0) {
            throw new IllegalArgumentException("order " + id + " would fill " + filled + " of " + order.quantity());
        }
        Execution execution = new Execution(
                new ExecutionId("stub-" + (executions.size() + 1)),
                id,
                order.ref(),
                order.instrument(),
                order.side(),
                quantity,
                price,
                now);
        executions.add(execution);
        if (filled.equals(order.quantity())) {
            open.remove(id);
        } else {
            open.put(id, new OpenOrder(order, filled));
        }
        hold(execution);
        events.accept(new OrderEvent.Filled(execution));
        return execution;
    }

    private OpenOrder find(OrderId id) {
        OpenOrder found = open.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no open order " + id);
        }
        return found;
    }

    private void hold(Execution execution) {
        Instrument instrument = execution.instrument();
        Quantity signed = execution.side() == Side.BUY
                ? execution.quantity()
                : execution.quantity().negated();
        Position held = positions.get(instrument);
        Quantity quantity = held == null ? signed : held.quantity().plus(signed);
        if (quantity.isZero()) {
            positions.remove(instrument);
        } else {
            // Good enough for scripts: the last price paid stands for the average.
            Price average = held == null || execution.side() == Side.BUY ? execution.price() : held.averagePrice();
            positions.put(instrument, new Position(instrument, quantity, average));
        }
    }

    List<OpenOrder> open() {
        return List.copyOf(open.values());
    }

    List<Execution> executions() {
        return List.copyOf(executions);
    }
}
