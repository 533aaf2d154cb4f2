package dev.ibkrbot.ibkr.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * When the next historical request may go: at most 60 in ten minutes, where one for bid and ask counts twice; at most five
 * for one contract in two seconds, since the sixth is a violation; the same one not again within 15 seconds. Guarded by
 * the broker's lock.
 */
final class HistoryPacing {
    /** A little more than the rule, because the way to the gateway compresses distances. */
    private static final long MARGIN = Duration.ofMillis(250).toNanos();

    private static final long TEN_MINUTES = Duration.ofMinutes(10).toNanos() + MARGIN;
    private static final long TWO_SECONDS = Duration.ofSeconds(2).toNanos() + MARGIN;
    private static final long FIFTEEN_SECONDS = Duration.ofSeconds(15).toNanos() + MARGIN;
    private static final int MOST_IN_TEN_MINUTES = 60;
    private static final int MOST_OF_ONE_CONTRACT = 5;

    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Map<String, Long> identical = new HashMap<>();

    /**
     * How long a request has to wait; 0 when it may go now.
     *
     * @param contract what is asked about and how: contract, exchange and kind of data
     * @param whole everything that makes two requests the same
     * @param weight 2 for bid and ask, else 1
     */
    long waitNanos(String contract, String whole, int weight, long now) {
        forget(now);
        long wait = Optional.ofNullable(identical.get(whole))
                .map(then -> then + FIFTEEN_SECONDS - now)
                .orElse(0L);
        wait = Math.max(wait, waitForAll(weight, now));
        return Math.max(0, Math.max(wait, waitForContract(contract, weight, now)));
    }

    private long waitForAll(int weight, long now) {
        int count = weight;
        for (Iterator<Sent> newest = sent.descendingIterator(); newest.hasNext(); ) {
            Sent one = newest.next();
            count += one.weight();
            if (count > MOST_IN_TEN_MINUTES) {
                return one.at() + TEN_MINUTES - now;
            }
        }
        return 0;
    }

    private long waitForContract(String contract, int weight, long now) {
        int count = weight;
        for (Iterator<Sent> newest = sent.descendingIterator(); newest.hasNext(); ) {
            Sent one = newest.next();
            if (one.contract().equals(contract)) {
                count += one.weight();
                if (count > MOST_OF_ONE_CONTRACT) {
                    return one.at() + TWO_SECONDS - now;
                }
            }
        }
        return 0;
    }

    void record(String contract, String whole, int weight, long now) {
        sent.add(new Sent(contract, weight, now));
        identical.put(whole, now);
    }

    private void forget(long now) {
        while (!sent.isEmpty() && sent.peek().at() + TEN_MINUTES <= now) {
            sent.remove();
        }
        identical.values().removeIf(at -> at + FIFTEEN_SECONDS <= now);
    }

    private record Sent(String contract, int weight, long at) {}
}
