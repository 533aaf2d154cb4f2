package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.session.Timers;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Calls for a person when a session stays away: after minutes while the market is open, else only when it outlives the
 * gateway's nightly restart, and then each hour. One outage is one alert. Guarded by the broker's lock.
 */
final class Outage {
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration WHILE_OPEN = Duration.ofMinutes(5);

    /** Longer than the servers' nightly reset takes. */
    private static final Duration WHILE_CLOSED = Duration.ofMinutes(90);

    private static final Duration REPEAT = Duration.ofHours(1);

    private final Machinery machinery;
    private final MarketCalendar calendar;
    private final Consumer<String> urgent;
    private Timers.Timer next = () -> {};
    private boolean away;
    private long sinceNanos;
    private long toldNanos;
    private boolean told;

    Outage(Machinery machinery, MarketCalendar calendar, Consumer<String> urgent) {
        this.machinery = machinery;
        this.calendar = calendar;
        this.urgent = urgent;
    }

    void ready(boolean now) {
        if (now) {
            end();
        } else if (!away) {
            away = true;
            told = false;
            sinceNanos = machinery.timers().nanos();
            next = machinery.timers().after(LOOK, this::look);
        }
    }

    /** Back, or over for good. */
    void end() {
        away = false;
        next.cancel();
    }

    private void look() {
        synchronized (machinery.lock()) {
            if (!away) {
                return;
            }
            long now = machinery.timers().nanos();
            Duration lasted = Duration.ofNanos(now - sinceNanos);
            boolean open = calendar.isOpen(machinery.clock().instant());
            boolean due = told
                    ? now - toldNanos >= REPEAT.toNanos()
                    : lasted.compareTo(open ? WHILE_OPEN : WHILE_CLOSED) >= 0;
            if (due) {
                told = true;
                toldNanos = now;
                urgent.accept(
                        "no session with the gateway for " + lasted.toMinutes() + " min; log in to it or restart it");
            }
            next = machinery.timers().after(LOOK, this::look);
        }
    }
}
