package dev.ibkrbot.ibkr.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.wire.Inbound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a gateway is tried again: before it was ever ready, and after it was lost. */
class StartupTest {
    private static final Duration FIVE = Duration.ofSeconds(5);
    private static final Duration FIVE_MINUTES = Duration.ofSeconds(300);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedGateway gateway = new ScriptedGateway(time);
    private final List<Optional<Duration>> pauses = new ArrayList<>();
    private final List<Long> failedAt = new ArrayList<>();

    private GatewaySession session(Startup startup) {
        SessionSettings settings = new SessionSettings(
                "gateway.example",
                4002,
                7,
                193,
                new AccountRule(TradingMode.PAPER, Optional.empty()),
                Duration.ofSeconds(60),
                startup,
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                50);
        return new GatewaySession(time.machinery(gateway), settings, new Deaf(), new SessionObserver() {
            @Override
            public void failed(GatewayException why, Optional<Duration> nextTry) {
                failedAt.add(Duration.ofNanos(time.nanos()).toSeconds());
                pauses.add(nextTry);
            }
        });
    }

    private void refuse() {
        gateway.whenConnected = (it, line) -> line.end(Connector.Ending.REFUSED);
    }

    private static List<Optional<Duration>> seconds(int... seconds) {
        return IntStream.of(seconds)
                .mapToObj(it -> Optional.of(Duration.ofSeconds(it)))
                .toList();
    }

    @Test
    @Tag("BK")
    void waitsExactlySoLongBeforeTheGatewayWasEverReady() {
        refuse();
        session(Startup.forEver(FIVE)).start();
        time.pass(Duration.ofHours(8));
        assertThat(pauses.subList(0, 6)).isEqualTo(seconds(5, 10, 20, 30, 30, 30));
        assertThat(pauses).doesNotContain(Optional.empty());
        assertThat(failedAt.subList(0, 6)).containsExactly(0L, 5L, 15L, 35L, 65L, 95L);
        gateway.willing();
        time.pass(Duration.ofSeconds(30));
        assertThat(gateway.last().messages("71")).hasSize(1);
    }

    @Test
    @Tag("BK")
    void givesUpAtTheFirstTryThatFailsAfterTheTimeout() {
        refuse();
        CompletableFuture<Void> first =
                session(new Startup(FIVE, 30, FIVE_MINUTES)).start().toCompletableFuture();
        time.pass(Duration.ofSeconds(304));
        assertThat(first).isNotDone();
        time.pass(Duration.ofSeconds(1));
        assertThat(first).isCompletedExceptionally();
        assertThat(failedAt).hasSize(13).endsWith(275L, 305L);
        assertThat(pauses).endsWith(Optional.empty());
        time.pass(Duration.ofHours(1));
        assertThat(gateway.lines).hasSize(13);
    }

    @Test
    @Tag("BK")
    void givesUpAfterSoManyTries() {
        refuse();
        CompletableFuture<Void> first = session(new Startup(Duration.ofSeconds(1), 30, Duration.ofDays(1)))
                .start()
                .toCompletableFuture();
        time.pass(Duration.ofHours(1));
        assertThat(first).isCompletedExceptionally();
        assertThat(gateway.lines).hasSize(30);
        assertThat(pauses.subList(0, 7)).isEqualTo(seconds(1, 2, 4, 8, 16, 30, 30));
    }

    @Test
    void keepsALongIntervalAsItIs() {
        refuse();
        session(Startup.forEver(Duration.ofSeconds(45))).start();
        time.pass(Duration.ofMinutes(3));
        assertThat(pauses).isEqualTo(seconds(45, 45, 45, 45, 45));
    }

    @Test
    @Tag("C20")
    void spreadsTheTriesOfThoseWhoLostASession() {
        gateway.willing();
        GatewaySession session = session(new Startup(FIVE, 2, FIVE_MINUTES));
        session.start();
        time.pass(Duration.ofMinutes(1));
        refuse();
        gateway.last().end(Connector.Ending.BY_PEER);
        time.pass(Duration.ofHours(8));
        List<Long> millis = pauses.stream()
                .flatMap(Optional::stream)
                .map(Duration::toMillis)
                .toList();
        assertThat(millis).as("a session that was ready is never given up").hasSameSizeAs(pauses);
        assertThat(millis.get(0)).isBetween(500L, 1000L);
        assertThat(millis.get(1)).isBetween(1000L, 2000L);
        assertThat(millis.subList(7, millis.size())).allMatch(it -> it >= 30_000 && it <= 60_000);
        assertThat(Set.copyOf(millis.subList(7, 17))).hasSizeGreaterThan(5);
        gateway.willing();
        time.pass(Duration.ofMinutes(1));
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Startup(Duration.ZERO, 1, FIVE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Startup(FIVE, 0, FIVE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Startup(FIVE, 1, FIVE.negated()));
    }

    private static final class Deaf implements SessionClient {
        @Override
        public void opened(SessionStart start) {}

        @Override
        public void message(Inbound message) {}

        @Override
        public void subscribe() {}

        @Override
        public void lost(GatewayException why) {}

        @Override
        public void state(ConnectionState state) {}
    }
}
