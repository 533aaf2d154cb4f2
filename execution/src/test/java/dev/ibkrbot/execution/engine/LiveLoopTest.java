package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LiveLoopTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Timers that ring when the test moves the stub's clock past them. */
    private static final class VirtualTimers implements Timers {
        private record Due(Instant moment, long order, Runnable task) {}

        private final PriorityQueue<Due> due =
                new PriorityQueue<>(Comparator.comparing(Due::moment).thenComparing(Due::order));
        private long count;

        @Override
        public synchronized void at(Instant moment, Runnable task) {
            due.add(new Due(moment, count++, task));
        }

        synchronized void ringUntil(EngineScene scene, Instant end) {
            while (!due.isEmpty() && !due.peek().moment().isAfter(end)) {
                Due next = due.remove();
                if (next.moment().isAfter(scene.broker.timeline().instant())) {
                    scene.broker.timeline().advanceTo(next.moment());
                }
                next.task().run();
            }
        }
    }

    private final EngineScene scene = new EngineScene();
    private final LiveInbox inbox = new LiveInbox(1000);
    private final VirtualTimers timers = new VirtualTimers();

    private LiveLoop loop() {
        EnginePorts ports = new EnginePorts(
                symbol -> scene.planner.plan(symbol),
                (proposal, book) -> scene.gate.review(proposal, book),
                scene.broker,
                scene.journal,
                MarketCalendar.nyse(),
                scene.broker.timeline(),
                inbox,
                scene.reports::add);
        scene.engine = new TradingEngine(scene.settings, ports, RestoredState.none());
        scene.broker.connect(scene.engine.brokerListener());
        return new LiveLoop(
                scene.engine,
                inbox,
                timers,
                new CycleSchedule(MarketCalendar.nyse(), Duration.ofSeconds(300)),
                List.of(EngineScene.SPY),
                scene.broker.timeline(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }

    @Test
    @Tag("SCH5")
    void asksForCyclesAtAlignedTimesAndSupervisesEveryFiveSeconds() throws InterruptedException {
        List<EngineEvent> seen = new ArrayList<>();
        loop().startTimers();

        timers.ringUntil(scene, EngineScene.START.plusSeconds(600));
        while (!inbox.isEmpty()) {
            seen.add(inbox.take());
        }

        assertThat(seen.stream().filter(EngineEvent.CycleDue.class::isInstance)).hasSize(2);
        assertThat(seen.stream().filter(EngineEvent.SupervisionDue.class::isInstance))
                .hasSize(121);
    }

    @Test
    @Tag("T05")
    void makesUpForNoneOfTheCyclesThatAMachineSleptThrough() throws InterruptedException {
        loop().startTimers();
        Instant monday = Instant.parse("2026-11-23T15:32:00Z");
        scene.broker.timeline().advanceTo(monday);
        timers.ringUntil(scene, monday);
        int cycles = 0;
        while (!inbox.isEmpty()) {
            cycles += inbox.take() instanceof EngineEvent.CycleDue ? 1 : 0;
        }
        assertThat(cycles).isEqualTo(1);
    }

    @Test
    @Tag("SCH5")
    void endsWithinASecondOfBeingStopped() throws InterruptedException {
        LiveLoop loop = loop();
        Thread thread = new Thread(loop, "trading-engine");
        thread.start();

        loop.stop("SIGTERM");
        thread.join(SECOND.toMillis());

        assertThat(thread.isAlive()).isFalse();
        assertThat(scene.bodies("run_end")).singleElement().asString().startsWith("{'reason':'SIGTERM'");
    }

    /** The heartbeat of a run is such a question. */
    @Test
    void answersNothingWhileItHangs() throws InterruptedException {
        LiveLoop loop = loop();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger beats = new AtomicInteger();
        inbox.post(new EngineEvent.Answered(() -> {
            hanging.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        inbox.post(new EngineEvent.Answered(beats::incrementAndGet));
        Thread thread = new Thread(loop, "trading-engine");
        thread.start();

        assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(beats).hasValue(0);
        released.countDown();
        loop.stop("over");
        thread.join(SECOND.toMillis());
        assertThat(beats).hasValue(1);
    }

    @Test
    void cancelsAnEntryThatRestsWhenItIsStopped() {
        scene.start().proposes("2.50");
        scene.cycle();

        scene.handle(new EngineEvent.StopRequested("SIGTERM"));

        assertThat(scene.broker.cancelRequests())
                .containsExactly(scene.last(OrderRole.ENTRY).id());
    }

    @Test
    void leavesTheExitsAtTheBrokerWhenItIsStopped() {
        scene.start().enter();

        scene.handle(new EngineEvent.StopRequested("SIGTERM"));

        assertThat(scene.broker.cancelRequests()).isEmpty();
    }

    @Test
    @Tag("RE5")
    void addsUpLossesThatTenThreadsReportAtOnce() throws InterruptedException {
        loop();
        drain();
        scene.proposes("2.50");
        scene.engine.handle(new EngineEvent.CycleDue(EngineScene.SPY));
        scene.broker.fill(scene.last(OrderRole.ENTRY).id(), Quantity.of(10), Price.of("2.50"));
        drain();
        OrderId stop = scene.last(OrderRole.STOP_LOSS).id();

        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            threads.add(new Thread(() -> scene.broker.fill(stop, Quantity.ONE, Price.of("2.45"))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        drain();
        for (int i = 0; i < 3; i++) {
            scene.broker.timeline().advanceTo(scene.broker.timeline().instant().plusSeconds(5));
            scene.engine.handle(EngineEvent.SupervisionDue.INSTANCE);
            drain();
        }

        assertThat(scene.reports)
                .filteredOn(EngineReport.TradeClosed.class::isInstance)
                .extracting(
                        report -> ((EngineReport.TradeClosed) report).trade().profit())
                .containsExactly(Money.usd("-50"));
    }

    private void drain() throws InterruptedException {
        while (!inbox.isEmpty()) {
            scene.engine.handle(inbox.take());
        }
    }

    @Test
    void haltsWhenTheInboxIsFullAndNeverDropsWhatTheBrokerSays() throws InterruptedException {
        LiveInbox small = new LiveInbox(3);
        OrderEvent.Accepted accepted = new OrderEvent.Accepted(new OrderId(1), new OrderRef("B1-E"), EngineScene.START);
        for (int i = 0; i < 5; i++) {
            small.post(new EngineEvent.OrderReported(accepted));
            small.post(EngineEvent.SupervisionDue.INSTANCE);
        }

        List<EngineEvent> left = new ArrayList<>();
        while (!small.isEmpty()) {
            left.add(small.take());
        }
        assertThat(left.get(0)).isEqualTo(new EngineEvent.HaltRequested("inbox full: 3 events wait"));
        assertThat(left.stream().filter(EngineEvent.OrderReported.class::isInstance))
                .hasSize(5);
        assertThat(left.stream().filter(EngineEvent.SupervisionDue.class::isInstance))
                .hasSize(1);
    }
}
