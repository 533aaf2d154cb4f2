package dev.ibkrbot.execution.alert;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What one channel has not taken, in order. When many wait, all but the first become one digest: a service that comes
 * back after a long time is not flooded. Confined to its owner's lock.
 */
final class Backlog {
    private final int most;
    private final Deque<Waiting> single = new ArrayDeque<>();
    private Optional<Digest> digest = Optional.empty();
    private long size;

    private record Waiting(Alert alert, long count) {}

    /** {@code most} wait one by one. */
    Backlog(int most) {
        this.most = most;
    }

    void add(Alert alert) {
        size++;
        if (digest.isPresent()) {
            digest.get().add(alert);
        } else if (single.size() < most) {
            single.add(new Waiting(alert, 1));
        } else {
            // The first may be on its way.
            Waiting first = single.remove();
            Digest all = new Digest();
            single.forEach(waiting -> all.add(waiting.alert()));
            all.add(alert);
            single.clear();
            single.add(first);
            digest = Optional.of(all);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many alerts wait, each of a digest counted. */
    long size() {
        return size;
    }

    /** What is to be handed over now; the same until it is taken. Something must wait. */
    Alert first() {
        if (single.isEmpty()) {
            Digest all = digest.orElseThrow();
            digest = Optional.empty();
            single.add(new Waiting(all.message(), all.count()));
        }
        return single.element().alert();
    }

    /** The first is done with. */
    void removeFirst() {
        size -= single.remove().count();
    }
}
