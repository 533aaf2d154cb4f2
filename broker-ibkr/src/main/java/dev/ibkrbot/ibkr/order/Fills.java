package dev.ibkrbot.ibkr.order;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.Order;
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
 * Fills by their number without its last part, which counts corrections: each version of a fill is told once. Costs wait
 * for the fill they belong to; those of the legs of a combination are told as such. Guarded by the broker's lock.
 */
final class Fills {
    /** Costs of fills that are not ours never find one; only the latest are remembered. */
    private static final int MOST_WAITING = 10_000;

    private final Map<String, Execution> byBase = new HashMap<>();
    private final Map<String, Order> legs = new HashMap<>();
    private final Map<String, OrderMessage.Commission> waiting = new LinkedHashMap<>();
    private final Set<OrderMessage.Commission> charged = new HashSet<>();

    /** The latest version of this fill. */
    Optional<Execution> find(ExecutionId id) {
        return Optional.ofNullable(byBase.get(id.base()));
    }

    /** Remembers a fill; true when it is new or corrects what was seen, false when that is known or newer. */
    boolean add(Execution execution) {
        Execution seen = byBase.get(execution.id().base());
        boolean news = seen == null || execution.id().corrects(seen.id());
        if (news) {
            byBase.put(execution.id().base(), execution);
        }
        return news;
    }

    /** Remembers that this is the fill of a leg of a combination. */
    void addLeg(String execId, Order combination) {
        legs.put(new ExecutionId(execId).base(), combination);
    }

    /** What a fill cost, if both are known and this was not told before. */
    Optional<OrderEvent.Charged> charge(OrderMessage.Commission commission, Instant now) {
        if (commission.commission().isEmpty() || charged.contains(commission)) {
            return Optional.empty();
        }
        ExecutionId id = new ExecutionId(commission.execId());
        Execution execution = byBase.get(id.base());
        Order combination = legs.get(id.base());
        if (execution == null && combination == null) {
            waiting.put(id.base(), commission);
            if (waiting.size() > MOST_WAITING) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            return Optional.empty();
        }
        charged.add(commission);
        Instrument instrument = execution == null ? combination.instrument() : execution.instrument();
        Currency currency =
                commission.currency().isEmpty() ? instrument.currency() : new Currency(commission.currency());
        return Optional.of(new OrderEvent.Charged(
                id,
                execution == null ? Optional.of(combination.ref()) : Optional.empty(),
                Amounts.money(commission.commission().get(), currency),
                now));
    }

    /** The cost that came before this fill. */
    Optional<OrderMessage.Commission> waitingFor(String execId) {
        return Optional.ofNullable(waiting.remove(new ExecutionId(execId).base()));
    }
}
