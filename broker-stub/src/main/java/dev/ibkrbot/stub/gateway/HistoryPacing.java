package dev.ibkrbot.stub.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The gateway's rules for historical requests, by the wall clock and for every bar size: no identical request within
 * 15 seconds, fewer than six for one contract within two seconds, at most sixty within ten minutes, where BID_ASK counts
 * twice. Confined to the gateway's lock.
 */
final class HistoryPacing {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration IDENTICAL = Duration.ofSeconds(15);
    private static final Duration BURST = Duration.ofSeconds(2);
    private static final int MOST_IN_WINDOW = 60;
    private static final int MOST_IN_BURST = 5;

    private final InstantSource wall;
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();

    HistoryPacing(InstantSource wall) {
        this.wall = wall;
    }

    private record Asked(Instant at, String contract, String request, int weight) {}

    /** Counts a request, and says whether it came too early. */
    boolean isViolated(ContractQuery contract, BarQuery query) {
        Instant now = wall.instant();
        while (!asked.isEmpty() && !asked.peek().at().isAfter(now.minus(WINDOW))) {
            asked.remove();
        }
        String of = contract.toString() + query.show();
        Asked request = new Asked(
                now,
                of,
                of + query.until() + query.size() + query.duration() + query.keepUpToDate(),
                query.isBothSides() ? 2 : 1);
        int total = request.weight();
        int burst = 1;
        boolean identical = false;
        Iterator<Asked> all = asked.iterator();
        while (all.hasNext()) {
            Asked earlier = all.next();
            total += earlier.weight();
            identical |=
                    earlier.request().equals(request.request()) && earlier.at().isAfter(now.minus(IDENTICAL));
            burst += earlier.contract().equals(of) && earlier.at().isAfter(now.minus(BURST)) ? 1 : 0;
        }
        asked.add(request);
        return identical || burst > MOST_IN_BURST || total > MOST_IN_WINDOW;
    }
}
