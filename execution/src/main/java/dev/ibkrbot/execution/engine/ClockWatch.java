package dev.ibkrbot.execution.engine;

import dev.ibkrbot.execution.order.DeskListener;
import java.time.Duration;
import java.time.Instant;

/**
 * Notices a clock that went back, also behind what the journal says: entries wait until it has caught up. Confined to
 * the engine thread.
 */
final class ClockWatch {
    /** What time servers correct without anybody minding. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Recorder recorder;
    private Instant latest;
    private boolean behind;

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

    /** Whether times cannot be trusted now. */
    boolean isBehind() {
        return behind;
    }
}
