package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.session.ScheduledTimers;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.ibkr.session.SocketConnector;
import dev.ibkrbot.ibkr.session.Threads;
import dev.ibkrbot.ibkr.session.Timers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions that end in every way a network has, over real sockets, with pauses a fiftieth as long as usual. */
class RestartsOverSocketsTest {
    private static final int CYCLES = Integer.getInteger("ibkrbot.restarts.sockets", 30);
    private static final int STREAMS = 2;
    private static final int HASTE = 50;

    private final EventLog log = new EventLog();
    private final Loopback loopback = new Loopback();
    private final FaultProxy proxy = new FaultProxy(loopback.gateway.port());
    /** A minute at each look: sessions seem to last, so that each pause begins small again. */
    private final AtomicLong minutes = new AtomicLong();

    private final ScheduledTimers timers =
            new ScheduledTimers(() -> TimeUnit.MINUTES.toNanos(minutes.incrementAndGet()));
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Threads.daemon("ibkr-writer"));
    private final ExecutorService events = Executors.newSingleThreadExecutor(Threads.daemon("ibkr-events"));
    private final IbkrBroker broker = IbkrBroker.on(
            GatewaySettings.of("localhost", proxy.port(), 7, TradingMode.PAPER),
            new Machinery(
                    new Object(),
                    loopback.gateway::now,
                    new Hasty(),
                    new SocketConnector(),
                    writer,
                    events,
                    new SplittableRandom(3)),
            SessionObserver.NONE);
    private final Set<String> placed = new HashSet<>();
    private int lastId;

    private final class Hasty implements Timers {
        @Override
        public long nanos() {
            return timers.nanos();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return timers.after(delay.dividedBy(HASTE), task);
        }
    }

    @AfterEach
    void close() throws Exception {
        broker.close();
        proxy.close();
        loopback.close();
        timers.close();
        writer.shutdown();
        events.shutdown();
        assertThat(await(() -> threads().isEmpty())).as("%s", threads()).isTrue();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(it -> it.startsWith("ibkr-") || it.startsWith("proxy-"))
                .sorted()
                .toList();
    }

    private static boolean await(BooleanSupplier until) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 4_000 && !until.getAsBoolean(); i++) {
            assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
        }
        return until.getAsBoolean();
    }

    @Test
    @Tag("C05")
    @Tag("C06")
    @Tag("C07")
    @Tag("C14")
    @Tag("C15")
    void losesAndLeaksNothing() throws Exception {
        broker.connect(log).toCompletableFuture().get(10, TimeUnit.SECONDS);
        for (int i = 0; i < STREAMS; i++) {
            broker.stream(Stock.of("SPY"), quote -> {}).toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < CYCLES; i++) {
            int kind = random.nextInt(20);
            submit();
            suffer(kind, random);
            int cycle = i;
            assertThat(await(() -> broker.connection() == ConnectionState.READY
                            && loopback.gateway.openLines() == STREAMS
                            && broker.openQuestions() <= STREAMS + 3))
                    .as(
                            "cycle %d, kind %d: %s, %d lines",
                            cycle, kind, broker.connection(), loopback.gateway.openLines())
                    .isTrue();
            assertThat(broker.orders().lowestFreeId().value()).isGreaterThan(lastId);
        }
        assertThat(await(() -> loopback.gateway.clients() == 1)).isTrue();
        assertThat(await(() -> threads().stream()
                        .filter(it -> it.startsWith("ibkr-"))
                        .toList()
                        .equals(List.of("ibkr-events", "ibkr-reader", "ibkr-timers", "ibkr-writer"))))
                .as("%s", threads())
                .isTrue();
        List<String> orders = loopback.gateway.requests().stream()
                .filter(it -> it.contains(" place "))
                .toList();
        assertThat(orders).as("none twice; some never arrive").isNotEmpty().allMatch(placed::add);
    }

    private void submit() {
        lastId = Math.max(lastId + 1, broker.orders().lowestFreeId().value());
        Order far = Bench.order(lastId, Price.of("1"));
        try {
            broker.orders().submit(OrderGroup.single(far));
        } catch (BrokerException e) {
            // A busy machine has missed a heartbeat; the order was refused before it was anywhere.
            assertThat(e.recovery()).isEqualTo(Recovery.RECONNECT);
        }
    }

    private void suffer(int kind, SplittableRandom random) throws InterruptedException {
        long before = readyCount();
        switch (kind) {
            case 0, 1, 2, 3 -> loopback.gateway.apply("disconnect");
            case 4, 5, 6, 7 -> proxy.reset();
            case 8, 9, 10, 11, 12 -> {
                proxy.cutAfter(random.nextInt(200));
                // Makes the gateway say something to cut.
                loopback.gateway.apply("notice 2104 Market data farm connection is OK:usfarm" + ".".repeat(200));
            }
            case 13 -> proxy.swallow();
            case 14, 15 -> loopback.gateway.apply("restart 1");
            case 16, 17 -> {
                loopback.gateway.apply("link down");
                loopback.gateway.apply("link lost");
            }
            case 18 -> {
                loopback.gateway.apply("link down");
                loopback.gateway.apply("link up");
            }
            default -> {
                loopback.gateway.apply("connect every client-id-in-use");
                proxy.reset();
                assertThat(await(() -> broker.connection() != ConnectionState.READY))
                        .isTrue();
                loopback.gateway.apply("connect every normal");
            }
        }
        assertThat(await(() -> readyCount() > before)).as("kind %d", kind).isTrue();
    }

    private long readyCount() {
        return log.states().stream().filter(it -> it == ConnectionState.READY).count();
    }
}
