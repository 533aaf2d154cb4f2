package dev.ibkrbot.execution.engine;

import dev.ibkrbot.execution.order.DeskListener;
import java.time.Duration;
import java.time.Instant;

/**
 * Notices a clock that went back, also behind what the journal says, and one that the broker's contradicts: entries wait
 * until it has caught up, or until both agree. Confined to the engine thread.
 */
final class ClockWatch {
    /** What time servers correct without anybody minding. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The same, and the second that a gateway rounds its time to. */
    private static final Duration MOST_APART = Duration.ofSeconds(3);

    private final Recorder recorder;
    private Instant latest;
    private boolean behind;
    private boolean apart;

    /** {@code latest} is the time of the last record before this run; {@link Instant#MIN} for none. */
    ClockWatch(Recorder recorder, Instant latest) {
        this.recorder = recorder;
        this.latest = latest;
    }

    void see(Instant now) {
        if (!now.isBefore(latest)) {
            latest = now;
            behind = false;
        } else if (!behind && Duration.between(now, latest).compareTo(TOLERANCE) > 0) {
            behind = true;
            recorder.alerted(
                    now, DeskListener.Severity.CRITICAL, "clock_behind", "it is " + now + " after it was " + latest);
        }
    }

    /** The broker's clock was found to be so far ahead of ours; negative when it is behind. */
    void compared(Duration ahead, Instant now) {
        boolean far = ahead.abs().compareTo(MOST_APART) > 0;
        if (far && !apart) {
            recorder.alerted(
                    now,
                    DeskListener.Severity.CRITICAL,
                    "clock_skew",
                    "the broker's clock is " + ahead.abs().toSeconds() + " s "
                            + (ahead.isNegative() ? "behind" : "ahead of") + " ours: no entries until both agree");
        }
        apart = far;
    }

    /** Why times cannot be trusted now; empty when they can. */
    String obstacle() {
        return behind ? "clock_behind" : apart ? "clock_skew" : "";
    }
}
