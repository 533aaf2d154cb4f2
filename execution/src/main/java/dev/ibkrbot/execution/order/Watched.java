package dev.ibkrbot.execution.order;

import java.time.Instant;

/** Where the watch over one trade stands, whose exits the broker refused. Confined to the engine thread. */
final class Watched {
    private final Instant since;
    private final Retries target = new Retries();
    private int ordersBefore;
    private boolean told;

    Watched(Instant since) {
        this.since = since;
    }

    Instant since() {
        return since;
    }

    /** How many orders the trade had when its present levels were taken: none of those is to live on. */
    int ordersBefore() {
        return ordersBefore;
    }

    void ordersBefore(int count) {
        ordersBefore = count;
    }

    /** When the order at the target may be tried. */
    Retries target() {
        return target;
    }

    /** Whether this process has told people of it. */
    boolean isTold() {
        return told;
    }

    void tell() {
        told = true;
    }
}
