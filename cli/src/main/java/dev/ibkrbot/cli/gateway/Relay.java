package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.order.OrderEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps what a broker reports for a listener that comes later. Thread-safe. */
final class Relay implements BrokerListener {
    private final List<Consumer<BrokerListener>> waiting = new ArrayList<>();
    private Optional<BrokerListener> listener = Optional.empty();

    /** Tells this one what was kept, and everything from now on. */
    synchronized void attach(BrokerListener newListener) {
        waiting.forEach(it -> it.accept(newListener));
        waiting.clear();
        listener = Optional.of(newListener);
    }

    private synchronized void tell(Consumer<BrokerListener> report) {
        listener.ifPresentOrElse(report, () -> waiting.add(report));
    }

    @Override
    public void onOrderEvent(OrderEvent event) {
        tell(it -> it.onOrderEvent(event));
    }

    @Override
    public void onConnection(ConnectionState state) {
        tell(it -> it.onConnection(state));
    }

    @Override
    public void onNotice(BrokerNotice notice) {
        tell(it -> it.onNotice(notice));
    }

    @Override
    public void onSettlement(OptionSettlement settlement) {
        tell(it -> it.onSettlement(settlement));
    }
}
