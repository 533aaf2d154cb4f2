package dev.ibkrbot.ibkr.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.error.BrokerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final int RATE = 50;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long URGENT_WITHIN = Duration.ofMillis(200).toNanos();

    private final VirtualTime time = new VirtualTime();
    private final Outbox outbox = new Outbox(time, time.executor(), RATE);
    private final List<Sent> sent = new ArrayList<>();

    private record Sent(byte what, long at) {}

    @BeforeEach
    void connect() {
        outbox.attach(
                new Connector.Connection() {
                    @Override
                    public void write(byte[] bytes) {
                        for (byte one : bytes) {
                            sent.add(new Sent(one, time.nanos()));
                        }
                    }

                    @Override
                    public void close() {}
                },
                broken -> {});
    }

    @Test
    @Tag("C24")
    void neverBreaksTheRateInTenMinutesOfFullLoad() {
        for (int i = 0; i < 19_000; i++) {
            outbox.send(new byte[] {0}, 1, false);
        }
        List<Long> delays = new ArrayList<>();
        for (int second = 0; second < 600; second++) {
            time.pass(Duration.ofMillis(700));
            long asked = time.nanos();
            int before = count((byte) 1);
            outbox.send(new byte[] {1, 1, 1}, 3, true);
            time.pass(Duration.ofMillis(300));
            assertThat(count((byte) 1)).isEqualTo(before + 3);
            delays.add(lastAt((byte) 1) - asked);
        }
        assertThat(sent.size()).isGreaterThan(600 * 30);
        for (int i = RATE; i < sent.size(); i++) {
            assertThat(sent.get(i).at() - sent.get(i - RATE).at()).isGreaterThan(SECOND);
        }
        delays.sort(Long::compare);
        assertThat(delays.get(delays.size() * 99 / 100)).isLessThanOrEqualTo(URGENT_WITHIN);
    }

    @Test
    void letsUrgentMessagesOvertake() {
        for (int i = 0; i < 100; i++) {
            outbox.send(new byte[] {0}, 1, false);
        }
        outbox.send(new byte[] {1}, 1, true);
        time.settle();
        assertThat(sent.get(0).what()).isEqualTo((byte) 1);
    }

    @Test
    void forgetsWhatWaitedForALostConnection() {
        for (int i = 0; i < 100; i++) {
            outbox.send(new byte[] {0}, 1, false);
        }
        outbox.detach();
        time.pass(Duration.ofMinutes(1));
        assertThat(sent).isEmpty();
        assertThat(outbox.size()).isZero();
        assertThatThrownBy(() -> outbox.send(new byte[] {0}, 1, true)).isInstanceOf(BrokerException.class);
    }

    private int count(byte what) {
        return (int) sent.stream().filter(it -> it.what() == what).count();
    }

    private long lastAt(byte what) {
        return sent.stream()
                .filter(it -> it.what() == what)
                .mapToLong(Sent::at)
                .max()
                .orElseThrow();
    }
}
