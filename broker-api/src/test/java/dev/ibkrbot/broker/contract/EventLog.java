package dev.ibkrbot.broker.contract;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.order.OrderEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A listener that keeps everything it hears. Thread-safe. */
public final class EventLog implements BrokerListener {
    private static final long PATIENCE_SECONDS = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final List<OrderEvent> orders = new ArrayList<>();
    private final List<ConnectionState> states = new ArrayList<>();
    private final List<OptionSettlement> settlements = new ArrayList<>();

    @Override
    public void onOrderEvent(OrderEvent event) {
        keep(orders, event);
    }

    @Override
    public void onConnection(ConnectionState state) {
        keep(states, state);
    }

    @Override
    public void onSettlement(OptionSettlement settlement) {
        keep(settlements, settlement);
    }

    private <T> void keep(List<T> list, T item) {
        lock.lock();
        try {
            list.add(item);
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> List<T> copy(List<T> list) {
        lock.lock();
        try {
            return List.copyOf(list);
        } finally {
            lock.unlock();
        }
    }

    /** Order events so far, in order. */
    public List<OrderEvent> orders() {
        return copy(orders);
    }

    /** Connection states so far, in order. */
    public List<ConnectionState> states() {
        return copy(states);
    }

    /** Settlements of options so far, in order. */
    public List<OptionSettlement> settlements() {
        return copy(settlements);
    }

    /** Order events of one kind so far, in order. */
    public <T extends OrderEvent> List<T> orders(Class<T> kind) {
        return orders().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits until a matching list of order events has come in; fails after ten seconds. */
    public void await(String what, Predicate<List<OrderEvent>> until) throws InterruptedException {
        long leftNanos = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lock();
        try {
            while (!until.test(List.copyOf(orders))) {
                if (leftNanos <= 0) {
                    throw new AssertionError("waited in vain for " + what + "; heard " + orders);
                }
                leftNanos = heard.awaitNanos(leftNanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
