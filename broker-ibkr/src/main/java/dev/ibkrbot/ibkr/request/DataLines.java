package dev.ibkrbot.ibkr.request;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The market data lines in use, never more than allowed; who finds none free waits in line. Guarded by the broker's
 * lock.
 */
final class DataLines {
    private final int most;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int used;

    DataLines(int most) {
        this.most = most;
    }

    /** Runs the task with a line of its own, now or when one is free. It gives the line back by {@link #release}. */
    void acquire(Runnable task) {
        if (used < most) {
            used++;
            task.run();
        } else {
            waiting.add(task);
        }
    }

    void release() {
        Runnable next = waiting.poll();
        if (next == null) {
            used--;
        } else {
            next.run();
        }
    }

    int used() {
        return used;
    }
}
