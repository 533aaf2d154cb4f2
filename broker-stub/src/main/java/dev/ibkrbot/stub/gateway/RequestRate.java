package dev.ibkrbot.stub.gateway;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;

/** Counts the requests of one client within a second of the wall clock. Confined to the gateway's lock. */
final class RequestRate {
    private final InstantSource wall;
    private final ArrayDeque<Instant> within = new ArrayDeque<>();
    private int breaches;

    RequestRate(InstantSource wall) {
        this.wall = wall;
    }

    /** Counts a request; true when more than so many came within the last second. */
    boolean exceeds(int most) {
        if (most == Integer.MAX_VALUE) {
            return false;
        }
        Instant now = wall.instant();
        while (!within.isEmpty() && !within.peek().isAfter(now.minusSeconds(1))) {
            within.remove();
        }
        within.add(now);
        if (within.size() <= most) {
            return false;
        }
        breaches++;
        return true;
    }

    int breaches() {
        return breaches;
    }
}
