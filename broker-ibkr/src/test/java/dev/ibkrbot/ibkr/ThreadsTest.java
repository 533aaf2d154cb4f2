package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.session.SessionObserver;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Threads over real sockets: none is left behind, and none is held up by a listener. */
class ThreadsTest {
    private static List<String> ofBrokers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(it -> it.startsWith("ibkr-"))
                .sorted()
                .toList();
    }

    private static boolean await(BooleanSupplier until) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 400 && !until.getAsBoolean(); i++) {
            assertThat(never.await(25, TimeUnit.MILLISECONDS)).isFalse();
        }
        return until.getAsBoolean();
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        assertThat(await(() -> ofBrokers().isEmpty())).isTrue();
        try (Loopback loopback = new Loopback()) {
            for (int i = 0; i < 20; i++) {
                IbkrBroker broker = loopback.broker(loopback.settings(TradingMode.PAPER), SessionObserver.NONE);
                broker.connect(new EventLog()).toCompletableFuture().get(10, TimeUnit.SECONDS);
                broker.close();
                assertThat(await(() -> loopback.gateway.clients() == 0)).isTrue();
            }
        }
        assertThat(await(() -> ofBrokers().isEmpty())).isTrue();
    }

    @Test
    @Tag("C25")
    void readsOnWhileAListenerBlocks() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Loopback loopback = new Loopback();
                IbkrBroker broker = loopback.broker(loopback.settings(TradingMode.PAPER), SessionObserver.NONE)) {
            broker.connect(new EventLog()).toCompletableFuture().thenRun(() -> {
                try {
                    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(await(() -> broker.connection() == ConnectionState.READY))
                    .isTrue();
            // The answer to a heartbeat is worked on although the events thread is held up.
            assertThat(await(() -> broker.clockSkew().isPresent())).isTrue();
            loopback.gateway.apply("link down");
            assertThat(await(() -> broker.connection() == ConnectionState.DISCONNECTED))
                    .isTrue();
            done.countDown();
        }
    }
}
