package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Fills of our orders in their latest version, and what was charged for them. A fill is known by what its versions have
 * in common; charges that come before their fill wait for it. Confined to the engine thread.
 */
final class FillBook {
    /** Charges of fills that are not ours never find one; only the latest are remembered. */
    private static final int MOST_WAITING = 10_000;

    private final Map<String, Known> fills = new HashMap<>();
    private final Map<String, Charge> charges = new HashMap<>();
    private final Map<String, OrderEvent.Charged> waiting = new LinkedHashMap<>();

    /** A fill: under the id it was first told by, and as it stands. It stands as nothing after it was busted. */
    record Known(TrackedOrder order, ExecutionId first, ExecutionId latest, Optional<Execution> execution) {}

    /** What was charged so far, and by which version. */
    private record Charge(TrackedOrder order, ExecutionId latest, Money amount) {}

    Optional<Known> find(ExecutionId id) {
        return Optional.ofNullable(fills.get(id.base()));
    }

    void put(Known known) {
        fills.put(known.latest().base(), known);
    }

    /** What this charge changes; a first one of a fill that is not known yet waits and changes nothing. */
    OrderChange charge(OrderEvent.Charged event) {
        Known fill = event.legOf()
                .map(this::anyFillOf)
                .orElseGet(() -> find(event.executionId()))
                .orElse(null);
        String base = event.executionId().base();
        Charge before = charges.get(base);
        if (before != null && !event.executionId().corrects(before.latest())) {
            return OrderChange.Nothing.INSTANCE;
        }
        if (fill == null) {
            waiting.putIfAbsent(base, event);
            if (waiting.size() > MOST_WAITING) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            return OrderChange.Nothing.INSTANCE;
        }
        if (isAbsurd(event.commission(), fill)) {
            return new OrderChange.Absurd(fill.order(), fill.first(), event.commission());
        }
        Money more = before == null ? event.commission() : event.commission().minus(before.amount());
        return charged(
                fill.order(), fill.first(), event.executionId(), event.legOf().isPresent(), more);
    }

    private Optional<Known> anyFillOf(OrderRef ref) {
        return fills.values().stream()
                .filter(known -> known.order().order().ref().equals(ref))
                .min((a, b) -> a.first().value().compareTo(b.first().value()));
    }

    /** More than was traded, and more than any tariff: a sum that nobody charges, or in another currency. */
    private static boolean isAbsurd(Money commission, Known fill) {
        if (!commission.currency().equals(fill.order().order().instrument().currency())) {
            return true;
        }
        Quantity quantity = fill.order().order().quantity();
        Money tariff =
                Money.of("5", commission.currency()).times(quantity).plus(Money.of("100", commission.currency()));
        Money traded = fill.execution()
                .map(it -> it.price().abs().times(it.instrument().multiplier(), it.quantity(), commission.currency()))
                .orElse(Money.zero(commission.currency()));
        return commission.abs().compareTo(tariff.max(traded)) > 0;
    }

    /** Counts what is charged for something beyond what was before. */
    OrderChange.Charged charged(TrackedOrder order, ExecutionId fill, ExecutionId charge, boolean ofLeg, Money more) {
        boolean first = !charges.containsKey(charge.base());
        charges.merge(
                charge.base(),
                new Charge(order, charge, more),
                (old, next) ->
                        new Charge(old.order(), next.latest(), old.amount().plus(next.amount())));
        return new OrderChange.Charged(order, fill, charge, ofLeg, first, more);
    }

    /** The charges that came before this fill and waited for it. */
    List<OrderChange> chargesWaitingFor(Execution execution) {
        List<OrderChange> found = new ArrayList<>(1);
        if (!waiting.isEmpty()) {
            for (OrderEvent.Charged event : List.copyOf(waiting.values())) {
                boolean fits = event.legOf()
                        .map(execution.ref()::equals)
                        .orElseGet(() ->
                                event.executionId().base().equals(execution.id().base()));
                if (fits) {
                    waiting.remove(event.executionId().base());
                    found.add(charge(event));
                }
            }
        }
        return found;
    }

    /** Forgets fills and charges of these orders. */
    void forget(Predicate<TrackedOrder> gone) {
        fills.values().removeIf(known -> gone.test(known.order()));
        charges.values().removeIf(charge -> gone.test(charge.order()));
    }
}
