package dev.ibkrbot.ibkr.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.ibkr.request.HistoryPacing.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Held against the rules as they are written down, counted over everything that was sent. */
class HistoryPacingTest {
    private static final long TEN_MINUTES = Duration.ofMinutes(10).toNanos();
    private static final long TWO_SECONDS = Duration.ofSeconds(2).toNanos();
    private static final long FIFTEEN_SECONDS = Duration.ofSeconds(15).toNanos();

    private final HistoryPacing pacing = new HistoryPacing();

    private record Sent(String contract, String whole, int weight, long at) {}

    @Test
    @Tag("D09")
    void breaksNoRuleUnderFullLoad() {
        SplittableRandom random = new SplittableRandom(11);
        List<Sent> sent = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 1_000; i++) {
            int weight = random.nextInt(1, 3);
            String contract = "contract " + random.nextInt(4) + " " + weight;
            String whole = contract + " " + random.nextInt(20);
            Request request = new Request(contract, whole, weight);
            now += pacing.waitNanos(request, now);
            assertThat(pacing.waitNanos(request, now)).isZero();
            go(request, now);
            pacing.ended();
            sent.add(new Sent(contract, whole, weight, now));
            now += random.nextLong(Duration.ofSeconds(1).toNanos());
        }
        for (Sent one : sent) {
            assertThat(weight(sent, one.at() - TEN_MINUTES, one.at(), "")).isLessThanOrEqualTo(60);
            assertThat(weight(sent, one.at() - TWO_SECONDS, one.at(), one.contract()))
                    .isLessThan(6);
            assertThat(sent)
                    .filteredOn(it -> it.whole().equals(one.whole()))
                    .filteredOn(it -> it.at() > one.at() - FIFTEEN_SECONDS && it.at() <= one.at())
                    .hasSize(1);
        }
    }

    private void go(Request request, long now) {
        pacing.letGo(request);
        pacing.left(request, now);
    }

    private static int weight(List<Sent> sent, long after, long until, String contract) {
        return sent.stream()
                .filter(it ->
                        it.at() > after && it.at() <= until && it.contract().startsWith(contract))
                .mapToInt(Sent::weight)
                .sum();
    }

    @Test
    void letsTheFirstOnesGoAtOnce() {
        for (int i = 0; i < 5; i++) {
            Request request = new Request("SPY TRADES", "query " + i, 1);
            assertThat(pacing.waitNanos(request, 0)).isZero();
            go(request, 0);
        }
        assertThat(pacing.waitNanos(new Request("SPY TRADES", "query 5", 1), 0)).isGreaterThan(TWO_SECONDS);
        assertThat(pacing.waitNanos(new Request("QQQ TRADES", "query 6", 1), 0)).isZero();
    }

    @Test
    void leavesAtMostFiftyOpen() {
        for (int i = 0; i < 50; i++) {
            Request request = new Request("stock " + i, "query " + i, 1);
            assertThat(pacing.waitNanos(request, 0)).isZero();
            go(request, 0);
        }
        Request next = new Request("stock 50", "query 50", 1);
        assertThat(pacing.waitNanos(next, 0)).isPositive();
        pacing.ended();
        assertThat(pacing.waitNanos(next, 0)).isZero();
    }

    @Test
    void measuresFromWhenARequestHasLeft() {
        Request first = new Request("SPY TRADES", "query", 1);
        Request again = new Request("SPY TRADES", "query", 1);
        pacing.letGo(first);
        assertThat(pacing.waitNanos(again, FIFTEEN_SECONDS * 2)).isGreaterThan(FIFTEEN_SECONDS);
        pacing.left(first, FIFTEEN_SECONDS * 2);
        assertThat(pacing.waitNanos(again, FIFTEEN_SECONDS * 3)).isPositive();
        assertThat(pacing.waitNanos(again, FIFTEEN_SECONDS * 4)).isZero();
    }

    @Test
    void forgetsWhatNeverLeftALostConnection() {
        Request first = new Request("SPY TRADES", "query", 1);
        pacing.letGo(first);
        pacing.ended();
        pacing.lost();
        assertThat(pacing.waitNanos(new Request("SPY TRADES", "query", 1), 1)).isZero();
    }
}
