package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import dev.ibkrbot.stub.StubBroker;
import dev.ibkrbot.stub.StubCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The process is suspended, and the clock jumps. */
class ClockTest {
    private final EngineScene scene = new EngineScene();
    private Instant clock = EngineScene.START;

    private LiveLoop loop() {
        return new LiveLoop(
                scene.engine,
                new LiveInbox(1000),
                (moment, task) -> {},
                new CycleSchedule(MarketCalendar.nyse(), Duration.ofSeconds(300)),
                List.of(EngineScene.SPY),
                scene.broker.timeline(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }

    @Test
    @Tag("T07")
    void comparesTheBooksFirstAfterAPauseAndUsesNoQuoteFromBeforeIt() {
        scene.start();
        CompletableFuture<Plan> pending = new CompletableFuture<>();
        scene.planner = symbol -> pending;
        LiveLoop loop = loop();
        loop.work(new EngineEvent.CycleDue(EngineScene.SPY));
        Plan.Proposed old = scene.proposal("2.50");
        scene.broker.fail(StubCall.OPEN_ORDERS, 1, Recovery.RETRY_LATER);
        int compared = scene.bodies("reconciled").size();

        scene.broker.timeline().advanceTo(EngineScene.START.plusSeconds(31));
        loop.work(EngineEvent.SupervisionDue.INSTANCE);
        pending.complete(old);
        scene.drain();

        assertThat(scene.alerts()).containsExactly("paused", "reconcile_failed");
        assertThat(scene.engine.snapshot(EngineScene.START).state()).isEqualTo(EngineState.RECONCILING);
        assertThat(scene.bodies("signal")).singleElement().asString().contains("'outcome':'too_late'");
        scene.advance(Duration.ofSeconds(15));
        assertThat(scene.bodies("reconciled")).hasSize(compared + 1);
        assertThat(scene.engine.snapshot(EngineScene.START).state()).isEqualTo(EngineState.TRADING);
        scene.planner = symbol -> CompletableFuture.completedFuture(old);
        scene.cycle();
        assertThat(scene.orders()).isEmpty();
        assertThat(scene.bodies("signal")).last().asString().contains("'outcome':'stale_quote'");
    }

    @Test
    @Tag("T07")
    void takesNoShorterSilenceForAPause() {
        scene.start();
        LiveLoop loop = loop();

        scene.broker.timeline().advanceTo(EngineScene.START.plusSeconds(30));
        loop.work(EngineEvent.SupervisionDue.INSTANCE);

        assertThat(scene.alerts()).isEmpty();
    }

    @Test
    @Tag("T07")
    void keepsTheProtectionOverAPause() {
        scene.start().enter();

        scene.handle(new EngineEvent.PauseNoticed(Duration.ofMinutes(10)));
        scene.advance(Duration.ofSeconds(5));

        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.orders()).hasSize(3);
        assertThat(scene.engine.snapshot(EngineScene.START).state()).isEqualTo(EngineState.TRADING);
    }

    /** An engine on a clock of its own. */
    private void build() {
        EnginePorts ports = new EnginePorts(
                symbol -> scene.planner.plan(symbol),
                (proposal, book) -> scene.gate.review(proposal, book),
                scene.broker,
                scene.journal,
                MarketCalendar.nyse(),
                () -> clock,
                event -> scene.inbox.post(event),
                scene.reports::add);
        scene.engine = new TradingEngine(scene.settings, ports, JournalReplay.fold(scene.journal));
    }

    @Test
    @Tag("T05")
    @Tag("P13")
    void entersNothingWhileTheClockIsBehindWhatItWas() {
        build();
        scene.broker.connect(scene.engine.brokerListener());
        scene.settle();
        clock = EngineScene.START.minus(Duration.ofHours(1));
        scene.proposes("2.50");

        scene.cycle();
        clock = EngineScene.START.minusSeconds(1);
        scene.cycle();
        assertThat(scene.skips()).containsExactly("clock_behind", "clock_behind");
        assertThat(scene.alerts()).containsExactly("clock_behind");
        clock = EngineScene.START.plusSeconds(1);
        scene.cycle();

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
    }

    @Test
    @Tag("T05")
    void mindsNoCorrectionOfUpToTwoSeconds() {
        build();
        scene.broker.connect(scene.engine.brokerListener());
        scene.settle();
        clock = EngineScene.START.minusSeconds(2);
        scene.proposes("2.50");

        scene.cycle();

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
    }

    @Test
    @Tag("T05")
    void entersNothingWhenTheClockIsBehindTheJournal() {
        scene.start().proposes("2.50");
        EngineScene rebooted = new EngineScene(
                StubBroker.builder()
                        .at(EngineScene.START.minus(Duration.ofHours(1)))
                        .build(),
                scene.journal);
        rebooted.start().proposes("2.50");

        rebooted.cycle();

        assertThat(rebooted.skips()).containsExactly("clock_behind");
        assertThat(rebooted.orders()).isEmpty();
    }

    @Test
    @Tag("T05")
    @Tag("T06")
    void entersNothingWhileTheBrokersClockIsFarFromOurs() {
        scene.start().proposes("2.50");
        for (int seconds : List.of(5, -5, 3600)) {
            scene.handle(new EngineEvent.ClockCompared(Duration.ofSeconds(seconds)));
            scene.cycle();
        }
        assertThat(scene.skips()).containsExactly("clock_skew", "clock_skew", "clock_skew");
        assertThat(scene.alerts()).containsExactly("clock_skew");
        assertThat(scene.orders()).isEmpty();

        scene.handle(new EngineEvent.ClockCompared(Duration.ofSeconds(-3)));
        scene.handle(new EngineEvent.ClockCompared(Duration.ZERO));
        scene.cycle();
        assertThat(scene.bodies("latch_released")).containsExactly("{'code':'clock_skew'}");

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
    }

    @Test
    @Tag("T06")
    void sendsNoEntryThatWasUnderWayWhenTheClocksWereFoundApart() {
        scene.start();
        CompletableFuture<Plan> pending = new CompletableFuture<>();
        scene.planner = symbol -> pending;
        scene.cycle();

        scene.handle(new EngineEvent.ClockCompared(Duration.ofSeconds(5)));
        pending.complete(scene.proposal("2.50"));
        scene.drain();

        assertThat(scene.bodies("signal")).singleElement().asString().contains("'outcome':'too_late'");
        assertThat(scene.orders()).isEmpty();
    }
}
