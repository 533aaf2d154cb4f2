package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How fast simulated time passes: as fast as it can be computed, or so many times faster than the wall clock.
 * Immutable.
 *
 * @param timesReal simulated seconds in a real one; 0 for no waiting
 */
public record Pace(double timesReal) {
    public static final Pace UNLIMITED = new Pace(0);
    private static final double MOST = 100_000;
    private static final double NANOS = 1e9;

    /** "max", "real", or a positive number. */
    public static Pace parse(String text) {
        if (text.equals("max")) {
            return UNLIMITED;
        }
        if (text.equals("real")) {
            return new Pace(1);
        }
        if (text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")
                && Double.parseDouble(text) > 0
                && Double.parseDouble(text) <= MOST) {
            return new Pace(Double.parseDouble(text));
        }
        throw new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "nothing was run",
                "--speed '" + text + "' is not max, real or a number above 0 up to 100000",
                "leave it out for as fast as it goes");
    }

    /** The same timeline, waiting before each step where this pace asks for it. */
    public Timeline applyTo(Timeline timeline) {
        return timesReal == 0 ? timeline : new Waiting(timeline, timesReal);
    }

    /** Waits on the wall clock; an interrupt ends the waiting, not the run. */
    private static final class Waiting implements Timeline {
        private final Timeline timeline;
        private final double timesReal;
        private final Instant simulatedStart;
        private final long startNanos = SystemTime.nanos();
        private final CountDownLatch never = new CountDownLatch(1);

        Waiting(Timeline timeline, double timesReal) {
            this.timeline = timeline;
            this.timesReal = timesReal;
            this.simulatedStart = timeline.instant();
        }

        @Override
        public Instant instant() {
            return timeline.instant();
        }

        @Override
        public Optional<Instant> next() {
            return timeline.next();
        }

        @Override
        public void advanceTo(Instant moment) {
            double due = Duration.between(simulatedStart, moment).toSeconds() / timesReal * NANOS;
            long left = (long) due - (SystemTime.nanos() - startNanos);
            try {
                if (left > 0 && never.await(left, TimeUnit.NANOSECONDS)) {
                    throw new IllegalStateException("nobody counts this down");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            timeline.advanceTo(moment);
        }
    }
}
