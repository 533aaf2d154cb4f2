package dev.ibkrbot.execution.engine;

import dev.ibkrbot.execution.order.DeskListener;
import java.time.Duration;
import java.time.Instant;

/**
 * Notices what makes the machine unfit for entries: a clock that went back, also behind what the journal says, until it
 * has caught up; one that the broker's contradicts, until both agree; a disk that is nearly full, so that what is left
 * of it takes the records of exits. Confined to the engine thread.
 */
final class MachineWatch {
    /** What time servers correct without anybody minding. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The same, and the second that a gateway rounds its time to. */
    private static final Duration MOST_APART = Duration.ofSeconds(3);

    /** A day of records is a hundredth of this. */
    private static final long LEAST_BYTES = 64L << 20;

    private final Recorder recorder;
    private Instant latest;
    private boolean behind;
    private boolean apart;
    private boolean full;

    /** {@code latest} is the time of the last record before this run; {@link Instant#MIN} for none. */
    MachineWatch(Recorder recorder, Instant latest) {
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
        toldOver(apart && !far, "clock_skew", now);
        apart = far;
    }

    /** The disk with the journal was found to have so much room. */
    void measured(long usableBytes, Instant now) {
        boolean low = usableBytes < LEAST_BYTES;
        if (low && !full) {
            recorder.alerted(
                    now,
                    DeskListener.Severity.CRITICAL,
                    "disk_low",
                    (usableBytes >> 20) + " MiB left for the journal: no entries below " + (LEAST_BYTES >> 20));
        }
        toldOver(full && !low, "disk_low", now);
        full = low;
    }

    /** In the record that says so of any limit. */
    private void toldOver(boolean over, String code, Instant now) {
        if (over) {
            recorder.released(now, code);
        }
    }

    /** Why nothing may be entered now; empty when something may. */
    String obstacle() {
        if (full) {
            return "disk_low";
        }
        return behind ? "clock_behind" : apart ? "clock_skew" : "";
    }
}
