package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.Timeline;
import java.time.Instant;
import java.util.Optional;

/** A timeline that is over after a given moment. Confined to the run's thread. */
final class BoundedTimeline implements Timeline {
    private final Timeline timeline;
    private final Instant last;

    BoundedTimeline(Timeline timeline, Instant last) {
        this.timeline = timeline;
        this.last = last;
    }

    @Override
    public Instant instant() {
        return timeline.instant();
    }

    @Override
    public Optional<Instant> next() {
        return timeline.next().filter(moment -> !moment.isAfter(last));
    }

    @Override
    public void advanceTo(Instant moment) {
        timeline.advanceTo(moment);
    }
}
