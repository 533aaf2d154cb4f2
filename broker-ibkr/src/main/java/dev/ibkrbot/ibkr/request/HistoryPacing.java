package dev.ibkrbot.ibkr.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Predicate;

/**
 * When the next historical request may go: at most 60 in ten minutes, where one for bid and ask counts twice; at most five
 * for one contract in two seconds, since the sixth is a violation; the same one not again within 15 seconds; at most 50
 * without an answer. Distances are measured from when a request has really left, because it may wait behind others.
 * Guarded by the broker's lock.
 */
final class HistoryPacing {
    /** A little more than the rule, because the way to the gateway compresses distances. */
    private static final long MARGIN = Duration.ofMillis(250).toNanos();

    private static final long TEN_MINUTES = Duration.ofMinutes(10).toNanos() + MARGIN;
    private static final long TWO_SECONDS = Duration.ofSeconds(2).toNanos() + MARGIN;
    private static final long FIFTEEN_SECONDS = Duration.ofSeconds(15).toNanos() + MARGIN;
    private static final int MOST_IN_TEN_MINUTES = 60;
    private static final int MOST_OF_ONE_CONTRACT = 5;
    private static final int MOST_OPEN = 50;
    private static final long LOOK_AGAIN = MARGIN;
    private static final long WAITING = Long.MAX_VALUE;

    /** In the order in which they leave. */
    private final Deque<Request> requests = new ArrayDeque<>();

    private int open;

    /** One that was let go. */
    static final class Request {
        private final String contract;
        private final String whole;
        private final int weight;
        private long leftAt = WAITING;

        /**
         * A request that has not been let go yet.
         *
         * @param contract what is asked about and how: contract, exchange and kind of data
         * @param whole everything that makes two requests the same
         * @param weight 2 for bid and ask, else 1
         */
        Request(String contract, String whole, int weight) {
            this.contract = contract;
            this.whole = whole;
            this.weight = weight;
        }

        /** Whoever has not left yet does so now at the earliest. */
        private long leftAt(long now) {
            return Math.min(leftAt, now);
        }
    }

    /** How long a request has to wait at least; 0 when it may go now. */
    long waitNanos(Request next, long now) {
        while (!requests.isEmpty() && requests.peek().leftAt(now) + TEN_MINUTES <= now) {
            requests.remove();
        }
        long wait = open < MOST_OPEN ? 0 : LOOK_AGAIN;
        wait = Math.max(wait, wait(next, MOST_IN_TEN_MINUTES, TEN_MINUTES, now, it -> true));
        wait = Math.max(
                wait, wait(next, MOST_OF_ONE_CONTRACT, TWO_SECONDS, now, it -> it.contract.equals(next.contract)));
        return Math.max(wait, wait(next, next.weight, FIFTEEN_SECONDS, now, it -> it.whole.equals(next.whole)));
    }

    private long wait(Request next, int most, long window, long now, Predicate<Request> counts) {
        int weight = next.weight;
        for (Iterator<Request> newest = requests.descendingIterator(); newest.hasNext(); ) {
            Request one = newest.next();
            weight += counts.test(one) ? one.weight : 0;
            if (weight > most) {
                return Math.max(0, one.leftAt(now) + window - now);
            }
        }
        return 0;
    }

    /** Lets it go: {@link #left} when it is on its way, {@link #ended} when it is over. */
    void letGo(Request request) {
        open++;
        requests.add(request);
    }

    void left(Request request, long now) {
        request.leftAt = now;
    }

    /** It will never leave. */
    void withdraw(Request request) {
        requests.remove(request);
    }

    /** It was answered, refused or given up. */
    void ended() {
        open--;
    }

    /** The connection is gone, and with it what was to go over it. */
    void lost() {
        requests.removeIf(it -> it.leftAt == WAITING);
    }
}
