package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.execution.performance.PerformanceRecorder;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Instant;
import java.util.Optional;

/**
 * Passes time on and notes what the account is worth at every whole minute. Steps inside a minute only happen while
 * orders rest; noting those too would count busy minutes several times. Confined to the run's thread.
 */
final class EquityWatch implements Timeline {
    private static final int MINUTE = 60;

    private final SimulatedBroker broker;
    private final Timeline timeline;
    private final PerformanceRecorder recorder;

    EquityWatch(SimulatedBroker broker, PerformanceRecorder recorder) {
        this.broker = broker;
        this.timeline = broker.timeline();
        this.recorder = recorder;
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
        if (moment.getEpochSecond() % MINUTE == 0) {
            broker.advanceTo(moment, (worth, positions) -> recorder.observe(moment, worth, positions));
        } else {
            timeline.advanceTo(moment);
        }
    }
}
