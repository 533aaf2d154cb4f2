package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Drives an engine in real time: {@link #run()} belongs to a thread of its own and ends after {@link #stop}. Timers
 * only post; a cycle that comes due while an earlier one is worked on waits its turn and moves no later one. A time in
 * which nothing could be done, as a suspended process has it, is told to the engine. Whatever the engine throws ends the
 * loop and is thrown from {@code run}.
 */
public final class LiveLoop implements Runnable {
    private final TradingEngine engine;
    private final LiveInbox inbox;
    private final Timers timers;
    private final CycleSchedule schedule;
    private final List<Symbol> symbols;
    private final InstantSource clock;
    private final Duration supervision;
    private final Duration pause;
    private Instant lastWork;
    private volatile boolean over;

    /**
     * The engine's ports name this same inbox and clock.
     *
     * @param supervision how often time is looked at
     * @param pause after so long without anything done, the process must have been suspended; several supervisions
     */
    public LiveLoop(
            TradingEngine engine,
            LiveInbox inbox,
            Timers timers,
            CycleSchedule schedule,
            List<Symbol> symbols,
            InstantSource clock,
            Duration supervision,
            Duration pause) {
        if (supervision.isNegative() || supervision.isZero()) {
            throw new IllegalArgumentException("supervision interval is not positive: " + supervision);
        }
        this.engine = engine;
        this.inbox = inbox;
        this.timers = timers;
        this.schedule = schedule;
        this.symbols = List.copyOf(symbols);
        this.clock = clock;
        if (pause.compareTo(supervision) <= 0) {
            throw new IllegalArgumentException("a pause of " + pause + " is no longer than " + supervision);
        }
        this.supervision = supervision;
        this.pause = pause;
        this.lastWork = clock.instant();
    }

    /** Works until stopped or interrupted. */
    @Override
    public void run() {
        lastWork = clock.instant();
        startTimers();
        try {
            while (!engine.isEnded()) {
                work(inbox.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over = true;
        }
    }

    /** Handles an event, and tells the engine before it when time has gone on without it. */
    void work(EngineEvent event) {
        Duration idle = Duration.between(lastWork, clock.instant());
        if (idle.compareTo(pause) > 0) {
            engine.handle(new EngineEvent.PauseNoticed(idle));
        }
        engine.handle(event);
        lastWork = clock.instant();
    }

    /** Asks the loop to end; it does so before anything else that waits. May be called from any thread. */
    public void stop(String reason) {
        inbox.post(new EngineEvent.StopRequested(reason));
    }

    void startTimers() {
        Instant now = clock.instant();
        supervisionAt(now);
        cycleAfter(now);
    }

    private void supervisionAt(Instant moment) {
        timers.at(moment, () -> {
            if (!over) {
                inbox.post(EngineEvent.SupervisionDue.INSTANCE);
                // From the present on: after a pause the missed ones are not made up for, and a clock may go back.
                supervisionAt(clock.instant().plus(supervision));
            }
        });
    }

    private void cycleAfter(Instant moment) {
        schedule.nextAfter(moment)
                .ifPresent(next -> timers.at(next, () -> {
                    if (!over) {
                        symbols.forEach(symbol -> inbox.post(new EngineEvent.CycleDue(symbol)));
                        // Those that a machine slept through, or that a clock which was set passed over, are over.
                        Instant now = clock.instant();
                        cycleAfter(now.isAfter(next) ? now : next);
                    }
                }));
    }
}
