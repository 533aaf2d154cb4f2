package dev.ibkrbot.cli.wiring;

import java.time.InstantSource;

/** The machine's clock: the one place where real time enters the program. */
public final class SystemTime {
    public static final InstantSource CLOCK = InstantSource.system();

    private SystemTime() {}

    /** A reading of the monotonic clock in nanoseconds, for durations. */
    public static long nanos() {
        return System.nanoTime();
    }
}
