package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.ibkr.notice.FarmReport;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps a flood of notices from those who listen: what was said before is told again only after a while, and of what
 * differs only so much in a short time. Guarded by the broker's lock.
 */
final class Alerts {
    private static final long AGAIN_NANOS = Duration.ofMinutes(15).toNanos();
    private static final Duration BURST = Duration.ofSeconds(10);
    private static final int MOST_IN_BURST = 100;
    private static final int MOST_REMEMBERED = 1_000;
    private static final Set<Integer> LINK = Set.of(1100, 1101, 1102, 2110);

    private final Machinery machinery;
    private final Consumer<String> urgent;
    /** When a notice was told last. */
    private final Map<Object, Long> told = new LinkedHashMap<>();
    /** The last code about something that is in one state or another: the gateway's link, and each farm. */
    private final Map<Object, Integer> states = new LinkedHashMap<>();

    private int inBurst;
    private int untold;

    /** What was kept back is counted and told to the consumer. */
    Alerts(Machinery machinery, Consumer<String> urgent) {
        this.machinery = machinery;
        this.urgent = urgent;
    }

    private record AboutOrder(int code, Optional<OrderId> order) {}

    /** A new connection says anew what holds. */
    void opened() {
        states.clear();
    }

    /** Whether to tell it, which is taken as done. */
    boolean isNews(SessionMessage.Notice notice, Optional<OrderId> order) {
        return differs(notice, order) && fits();
    }

    private boolean differs(SessionMessage.Notice notice, Optional<OrderId> order) {
        Optional<Object> stateOf = LINK.contains(notice.code())
                ? Optional.of(LINK)
                : FarmReport.of(notice.code(), notice.text()).map(it -> it.kind() + it.name());
        if (stateOf.isPresent()) {
            Optional<Integer> last = remember(states, stateOf.get(), notice.code());
            return last.filter(code -> code == notice.code()).isEmpty();
        }
        Object key = new AboutOrder(notice.code(), order);
        long now = machinery.timers().nanos();
        if (told.containsKey(key) && now - told.get(key) < AGAIN_NANOS) {
            return false;
        }
        remember(told, key, now);
        return true;
    }

    /** Puts it last and forgets the first when there are too many; what was there before. */
    private static <T> Optional<T> remember(Map<Object, T> map, Object key, T value) {
        Optional<T> before = Optional.ofNullable(map.remove(key));
        map.put(key, value);
        if (map.size() > MOST_REMEMBERED) {
            map.remove(map.keySet().iterator().next());
        }
        return before;
    }

    private boolean fits() {
        if (inBurst == 0) {
            machinery.timers().after(BURST, this::burstIsOver);
        }
        if (inBurst >= MOST_IN_BURST) {
            untold++;
            return false;
        }
        inBurst++;
        return true;
    }

    private void burstIsOver() {
        synchronized (machinery.lock()) {
            if (untold > 0) {
                urgent.accept(untold + " more notices came within " + BURST.toSeconds() + " s and were not told");
            }
            inBurst = 0;
            untold = 0;
        }
    }
}
