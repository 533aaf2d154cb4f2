package dev.ibkrbot.ibkr.request;

import static org.assertj.core.api.Assertions.assertThat;

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

    private record Sent(String contract, String whole, int weight, long at) {}

    @Test
    @Tag("D09")
    void breaksNoRuleUnderFullLoad() {
        SplittableRandom random = new SplittableRandom(11);
        HistoryPacing pacing = new HistoryPacing();
        List<Sent> sent = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 1_000; i++) {
            int weight = random.nextInt(1, 3);
            String contract = "contract " + random.nextInt(4) + " " + weight;
            String whole = contract + " " + random.nextInt(20);
            long wait = pacing.waitNanos(contract, whole, weight, now);
            now += wait;
            assertThat(pacing.waitNanos(contract, whole, weight, now)).isZero();
            pacing.record(contract, whole, weight, now);
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

    private static int weight(List<Sent> sent, long after, long until, String contract) {
        return sent.stream()
                .filter(it ->
                        it.at() > after && it.at() <= until && it.contract().startsWith(contract))
                .mapToInt(Sent::weight)
                .sum();
    }

    @Test
    void letsTheFirstOnesGoAtOnce() {
        HistoryPacing pacing = new HistoryPacing();
        for (int i = 0; i < 5; i++) {
            assertThat(pacing.waitNanos("SPY TRADES", "query " + i, 1, 0)).isZero();
            pacing.record("SPY TRADES", "query " + i, 1, 0);
        }
        assertThat(pacing.waitNanos("SPY TRADES", "query 5", 1, 0)).isGreaterThan(TWO_SECONDS);
        assertThat(pacing.waitNanos("QQQ TRADES", "query 6", 1, 0)).isZero();
    }
}
