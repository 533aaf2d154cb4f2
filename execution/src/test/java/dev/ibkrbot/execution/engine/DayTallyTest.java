package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.value.Percent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayTallyTest {
    private static Signal said(String strategy, SignalAction action) {
        return new Signal(strategy, action, Percent.of("50"), "reason", Instant.EPOCH);
    }

    @Test
    void showsStrategiesThatWereAskedWithOthersAndNeverWantedAnything() {
        DayTally tally = new DayTally(
                () -> List.of(new AskedStrategy("scalp", true, true), new AskedStrategy("whale", false, true)));
        tally.cycle();
        tally.evaluated(said("scalp", SignalAction.HOLD));
        tally.cycle();
        tally.evaluated(said("scalp", SignalAction.BUY));

        assertThat(tally.counts())
                .isEqualTo(new DayCounts(
                        2,
                        1,
                        1,
                        0,
                        0,
                        0,
                        List.of(new StrategyCount("scalp", 2, 1, true), new StrategyCount("whale", 2, 0, false))));
    }

    @Test
    void showsAStrategyThatWasNeverAsked() {
        DayTally tally = new DayTally(() -> List.of(new AskedStrategy("momentum", true, false)));
        tally.evaluated(said("gameplan", SignalAction.HOLD));

        assertThat(tally.counts().strategies())
                .containsExactly(new StrategyCount("gameplan", 1, 0, true), new StrategyCount("momentum", 0, 0, true));
    }

    @Test
    void countsStrategiesThatTakeTurnsApart() {
        DayTally tally = new DayTally(
                () -> List.of(new AskedStrategy("momentum", true, false), new AskedStrategy("fade", true, false)));
        tally.evaluated(said("momentum", SignalAction.HOLD));
        tally.evaluated(said("momentum", SignalAction.BUY));
        tally.evaluated(said("fade", SignalAction.HOLD));

        assertThat(tally.counts().strategies())
                .containsExactly(new StrategyCount("fade", 1, 0, true), new StrategyCount("momentum", 2, 1, true));
    }

    @Test
    void beginsAnewWithTheDay() {
        DayTally tally = new DayTally(List::of);
        tally.cycle();
        tally.denied();
        tally.entered();
        tally.exited();
        tally.evaluated(said("scalp", SignalAction.BUY));
        tally.clear();

        assertThat(tally.counts()).isEqualTo(new DayCounts(0, 0, 0, 0, 0, 0, List.of()));
    }
}
