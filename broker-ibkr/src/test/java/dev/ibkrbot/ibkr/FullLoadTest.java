package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.order.OrderGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten minutes of virtual time in which far more is asked for than may be sent, against a gateway that forgives nothing. */
class FullLoadTest {
    private static final int STEPS = 6_000;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final List<String> SHOWS = List.of("TRADES", "MIDPOINT", "BID_ASK");

    private final Bench bench = Bench.paper();
    private final Referee referee = new Referee(bench.time);
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    @Tag("C24")
    @Tag("D09")
    void breaksNoLimitAndDelaysNoOrder() {
        var answers = bench.gateway.whenAsked;
        bench.gateway.whenAsked = (line, fields) -> {
            referee.message(line, fields);
            answers.accept(line, fields);
        };
        List<Long> delays = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            ask(step);
            if (step % 7 == 3) {
                delays.add(order(1 + step));
            } else {
                bench.time.pass(STEP);
            }
        }
        bench.pass(60);

        assertThat(referee.breaches).isEmpty();
        assertThat(delays).hasSize(STEPS / 7);
        delays.sort(Long::compare);
        assertThat(Duration.ofNanos(delays.get(delays.size() * 99 / 100))).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(referee.historyAsked()).isBetween(40, 120);
        assertThat(referee.counts.get("1")).isGreaterThan(10_000);
        assertThat(referee.linesOpen()).isZero();
        assertThat(bench.broker.openMarketDataLines()).isZero();
    }

    /** Quotes and unknown stocks at more than twice the rate, and history of every kind. */
    private void ask(int step) {
        for (int i = 0; i < 6; i++) {
            bench.broker.quotes().quote(Bench.SPY);
        }
        if (step % 2 == 0) {
            bench.broker.quotes().quote(Stock.of("X" + step));
        }
        if (step % 5 == 0) {
            Instant end = Instant.parse("2026-11-17T21:00:00Z").minus(Duration.ofDays(random.nextInt(12)));
            BarRequest request = new BarRequest(Bench.SPY, BarSize.ONE_MINUTE, end.minus(Duration.ofHours(7)));
            bench.broker.history(request, end, SHOWS.get(random.nextInt(3)));
        }
        if (step % 50 == 0) {
            bench.broker.earliestBar(Bench.SPY, "TRADES");
        }
    }

    /** Sends an order into the full queue; how long it took to leave. */
    private long order(int id) {
        int before = referee.ordersAt.size();
        long asked = bench.time.nanos();
        bench.broker.orders().submit(OrderGroup.single(Bench.order(id)));
        bench.time.pass(STEP);
        bench.time.pass(STEP);
        assertThat(referee.ordersAt).hasSize(before + 1);
        return referee.ordersAt.get(before) - asked;
    }
}
