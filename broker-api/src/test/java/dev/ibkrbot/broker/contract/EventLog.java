package dev.ibkrbot.broker.contract;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.OrderEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A listener that keeps everything it hears. Thread-safe. */
public final class EventLog implements BrokerListener {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<OrderEvent> orders = new ArrayList<>();
    private final List<ConnectionState> states = new ArrayList<>();

    @Override
    public synchronized void onOrderEvent(OrderEvent event) {
        orders.add(event);
        notifyAll();
    }

    @Override
    public synchronized void onConnection(ConnectionState state) {
        states.add(state);
        notifyAll();
    }

    /** Order events so far, in order. */
    public synchronized List<OrderEvent> orders() {
        return List.copyOf(orders);
    }

    /** Connection states so far, in order. */
    public synchronized List<ConnectionState> states() {
        return List.copyOf(states);
    }

    /** Order events of one kind so far, in order. */
    public <T extends OrderEvent> List<T> orders(Class<T> kind) {
        return orders().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits until a matching list of order events has come in; fails after ten seconds. */
    public synchronized void await(String what, Predicate<List<OrderEvent>> until) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!until.test(List.copyOf(orders))) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + what + "; heard " + orders);
            }
            wait(left);
        }
    }
}
