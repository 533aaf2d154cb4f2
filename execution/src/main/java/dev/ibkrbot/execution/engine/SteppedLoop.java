package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Drives an engine through simulated time on the caller's thread: from moment to moment of the market, of the schedule
 * and of the engine's own deadlines. At each, the market moves and reports first, then cycles, then supervision.
 * Confined to one thread.
 */
public final class SteppedLoop {
    /** What is due and cannot be done yet is looked at again after this. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final TradingEngine engine;
    private final SteppedInbox inbox;
    private final Timeline timeline;
    private final CycleSchedule schedule;
    private final EngineEvent.CycleDue[] cycles;
    private long nextCycle;

    /** The engine's ports name this same inbox, and the timeline as their clock. */
    public SteppedLoop(
            TradingEngine engine, SteppedInbox inbox, Timeline timeline, CycleSchedule schedule, List<Symbol> symbols) {
        this.engine = engine;
        this.inbox = inbox;
        this.timeline = timeline;
        this.schedule = schedule;
        this.cycles = symbols.stream().map(EngineEvent.CycleDue::new).toArray(EngineEvent.CycleDue[]::new);
        this.nextCycle = schedule.secondAfter(timeline.instant().getEpochSecond());
    }

    /** Runs until the market has no further moment, then ends the engine with this reason. */
    public void run(String endReason) {
        settle();
        while (step()) {
            continue;
        }
        inbox.post(new EngineEvent.StopRequested(endReason));
        drain();
    }

    /** Goes to the next moment; false when the market has none. */
    public boolean step() {
        drain();
        Optional<Instant> market = timeline.next();
        if (market.isEmpty() || engine.isEnded()) {
            return false;
        }
        Instant now = timeline.instant();
        Instant moment = market.get();
        moment = nextCycle < moment.getEpochSecond() ? Instant.ofEpochSecond(nextCycle) : moment;
        Instant deadline = engine.deadline(now);
        if (deadline.isBefore(moment)) {
            Instant possible = deadline.isAfter(now) ? deadline : now.plus(AGAIN);
            moment = possible.isBefore(moment) ? possible : moment;
        }
        advanceTo(moment);
        return true;
    }

    private void advanceTo(Instant moment) {
        timeline.advanceTo(moment);
        drain();
        if (moment.getEpochSecond() >= nextCycle) {
            for (EngineEvent.CycleDue cycle : cycles) {
                engine.handle(cycle);
                drain();
            }
            nextCycle = schedule.secondAfter(moment.getEpochSecond());
        }
        settle();
    }

    private void settle() {
        drain();
        engine.handle(EngineEvent.SupervisionDue.INSTANCE);
        drain();
    }

    private void drain() {
        while (!inbox.isEmpty()) {
            engine.handle(inbox.poll().orElseThrow());
        }
    }
}
