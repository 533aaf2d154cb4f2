package dev.ibkrbot.ibkr.order;

import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.ibkr.translate.Amounts;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills by their number without its last part, which counts corrections: a fill is told once, a correction replaces it and
 * is never added. Costs wait for the fill they belong to. Guarded by the broker's lock.
 */
final class Fills {
    /** Costs of fills that are not ours never find one; only the latest are remembered. */
    private static final int MOST_WAITING = 10_000;

    private final Map<String, Execution> byBase = new HashMap<>();
    private final Map<String, String> latest = new HashMap<>();
    private final Map<String, OrderMessage.Commission> waiting = new LinkedHashMap<>();
    private final Set<OrderMessage.Commission> charged = new HashSet<>();

    /** Whether this very fill was seen. */
    boolean isKnown(String execId) {
        return execId.equals(latest.get(base(execId)));
    }

    /** The number under which a fill or its correction is told: that of the first one seen. */
    ExecutionId idOf(String execId) {
        Execution first = byBase.get(base(execId));
        return first == null ? new ExecutionId(execId) : first.id();
    }

    /** Remembers it; true when it is a new fill, false when it corrects one. */
    boolean add(String execId, Execution execution) {
        latest.put(base(execId), execId);
        return byBase.put(base(execId), execution) == null;
    }

    /** What a fill cost, if both are known and this was not told before. */
    Optional<OrderEvent.Charged> charge(OrderMessage.Commission commission, Instant now) {
        if (commission.commission().isEmpty() || charged.contains(commission)) {
            return Optional.empty();
        }
        Execution execution = byBase.get(base(commission.execId()));
        if (execution == null) {
            waiting.put(base(commission.execId()), commission);
            if (waiting.size() > MOST_WAITING) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            return Optional.empty();
        }
        charged.add(commission);
        Currency currency = commission.currency().isEmpty()
                ? execution.instrument().currency()
                : new Currency(commission.currency());
        return Optional.of(new OrderEvent.Charged(
                execution.id(), Amounts.money(commission.commission().get(), currency), now));
    }

    /** The cost that came before this fill. */
    Optional<OrderMessage.Commission> waitingFor(String execId) {
        return Optional.ofNullable(waiting.remove(base(execId)));
    }

    private static String base(String execId) {
        int dot = execId.lastIndexOf('.');
        return dot > 0 ? execId.substring(0, dot) : execId;
    }
}
