package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.order.OrderId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every order of the day by client and number, and by its number at the exchange. Confined to the gateway's lock. */
final class OrderRegister {
    private final Map<Long, LiveOrder> orders = new LinkedHashMap<>();
    private final Map<OrderId, LiveOrder> byExchange = new HashMap<>();
    private final Map<Integer, Integer> highest = new HashMap<>();
    /** How many children each order has had, so that the rest need not be searched for a family. */
    private final Map<Long, Integer> children = new HashMap<>();

    private int firstId = 1;
    private int exchangeIds;
    private long permIds = 1_000_000_000L;
    private LocalDate date = LocalDate.MIN;

    private static long key(int clientId, int orderId) {
        return (long) clientId << 32 | orderId & 0xFFFFFFFFL;
    }

    /** Forgets the orders that ended before this date. */
    void startDay(LocalDate today) {
        if (!today.equals(date)) {
            date = today;
            orders.values().removeIf(LiveOrder::isDone);
            byExchange.values().removeIf(LiveOrder::isDone);
        }
    }

    /** The next id of every client is this from now on, even where it was higher: a restarted gateway. */
    void restartIds(int next) {
        highest.clear();
        firstId = next;
    }

    int nextValidId(int clientId) {
        return Math.max(firstId, highest.getOrDefault(clientId, 0) + 1);
    }

    /** Marks an id as spent; false when it is lower than the next valid one. */
    boolean spend(int clientId, int orderId) {
        boolean inOrder = orderId >= nextValidId(clientId);
        highest.merge(clientId, orderId, Math::max);
        return inOrder;
    }

    Optional<LiveOrder> find(int clientId, int orderId) {
        return Optional.ofNullable(orders.get(key(clientId, orderId)));
    }

    Optional<LiveOrder> find(OrderId exchangeId) {
        return Optional.ofNullable(byExchange.get(exchangeId));
    }

    void add(LiveOrder order) {
        orders.put(key(order.clientId, order.ticket.orderId()), order);
        if (order.ticket.parentId() != 0) {
            children.merge(key(order.clientId, order.ticket.parentId()), 1, Integer::sum);
        }
    }

    /** Gives the order a new number at the exchange; the old one, if any, means nothing any more. */
    OrderId assignExchangeId(LiveOrder order) {
        order.exchangeId.ifPresent(byExchange::remove);
        OrderId id = freshExchangeId();
        order.exchangeId = Optional.of(id);
        byExchange.put(id, order);
        return id;
    }

    OrderId freshExchangeId() {
        exchangeIds++;
        return new OrderId(exchangeIds);
    }

    void forgetExchangeId(LiveOrder order) {
        order.exchangeId.ifPresent(byExchange::remove);
        order.exchangeId = Optional.empty();
    }

    long nextPermId() {
        permIds++;
        return permIds;
    }

    Collection<LiveOrder> all() {
        return List.copyOf(orders.values());
    }

    /** The parent and its children that are not over, the parent first. */
    List<LiveOrder> family(LiveOrder member) {
        int root = member.ticket.parentId() == 0 ? member.ticket.orderId() : member.ticket.parentId();
        if (!children.containsKey(key(member.clientId, root))) {
            return member.isDone() ? List.of() : List.of(member);
        }
        return orders.values().stream()
                .filter(it -> it.clientId == member.clientId && !it.isDone())
                .filter(it -> it.ticket.orderId() == root || it.ticket.parentId() == root)
                .sorted((a, b) -> Boolean.compare(a.ticket.parentId() != 0, b.ticket.parentId() != 0))
                .toList();
    }
}
