package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.ibkr.session.SessionStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Keeps what a session reports while it opens. Thread-safe. */
final class SessionWatch implements SessionObserver, BrokerListener {
    private static final Map<Integer, String> FARM_DOWN =
            Map.of(2103, "market data", 2105, "historical data", 2157, "security definitions");
    private static final Map<Integer, String> FARM_UP =
            Map.of(2104, "market data", 2106, "historical data", 2158, "security definitions");
    private static final Map<Integer, Boolean> LINK_DOWN = Map.of(1100, true, 2110, true, 1101, false, 1102, false);

    private final List<Passed> passed = new ArrayList<>();
    private final Map<String, Boolean> farms = new TreeMap<>();
    private boolean linkDown;

    /** A step that worked, with the time since the try began. */
    record Passed(SessionStep step, Duration took, String detail) {}

    @Override
    public synchronized void passed(SessionStep step, Duration took, String detail) {
        passed.add(new Passed(step, took, detail));
    }

    @Override
    public synchronized void onNotice(BrokerNotice notice) {
        farm(notice, FARM_DOWN, false);
        farm(notice, FARM_UP, true);
        linkDown = LINK_DOWN.getOrDefault(notice.code(), linkDown);
    }

    private void farm(BrokerNotice notice, Map<Integer, String> codes, boolean up) {
        Optional.ofNullable(codes.get(notice.code())).ifPresent(kind -> farms.put(kind, up));
    }

    @Override
    public void onOrderEvent(OrderEvent event) {
        // No order of ours is at work.
    }

    @Override
    public void onConnection(ConnectionState state) {
        // The notices say why.
    }

    synchronized List<Passed> passed() {
        return List.copyOf(passed);
    }

    /** As the handshake told it, also when the session went no further. */
    synchronized OptionalInt serverVersion() {
        return passed.stream()
                .filter(it -> it.step() == SessionStep.HANDSHAKE)
                .map(it -> it.detail().replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty())
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /** Kinds of data whose farm was last said to be down. */
    synchronized List<String> farmsDown() {
        return farms.entrySet().stream()
                .filter(it -> !it.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized List<String> farmsUp() {
        return farms.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the gateway said that it has lost its servers. */
    synchronized boolean isLinkDown() {
        return linkDown;
    }
}
