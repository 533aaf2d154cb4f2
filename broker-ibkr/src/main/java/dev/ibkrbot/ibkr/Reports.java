package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.ibkr.order.OrderReports;
import dev.ibkrbot.ibkr.session.Machinery;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Carries everything a listener hears to the events thread, in order. Guarded by the broker's lock. */
final class Reports implements OrderReports {
    private final Machinery machinery;
    private final Executor events;
    private Optional<BrokerListener> listener = Optional.empty();

    Reports(Machinery machinery) {
        this.machinery = machinery;
        this.events = machinery.events();
    }

    void to(BrokerListener newListener) {
        listener = Optional.of(newListener);
    }

    boolean hasListener() {
        return listener.isPresent();
    }

    private void tell(Consumer<BrokerListener> what) {
        listener.ifPresent(it -> events.execute(() -> what.accept(it)));
    }

    @Override
    public void event(OrderEvent event) {
        tell(it -> it.onOrderEvent(event));
    }

    void state(ConnectionState state) {
        tell(it -> it.onConnection(state));
    }

    void notice(BrokerNotice notice) {
        tell(it -> it.onNotice(notice));
    }

    @Override
    public void urgent(String text) {
        notice(new BrokerNotice(
                BrokerNotice.Severity.URGENT,
                0,
                Optional.empty(),
                text,
                machinery.clock().instant()));
    }
}
