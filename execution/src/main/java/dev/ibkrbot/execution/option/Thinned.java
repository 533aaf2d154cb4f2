package dev.ibkrbot.execution.option;

import java.util.ArrayList;
import java.util.List;

/** A series in bounded memory: when it is full, every second point goes, and then only every second is taken. */
final class Thinned<T> {
    static final int CAPACITY = 2_000;

    private final List<T> points = new ArrayList<>();
    private long every = 1;
    private long seen;

    void add(T point) {
        if (seen++ % every != 0) {
            return;
        }
        if (points.size() == CAPACITY) {
            for (int i = 0; i < CAPACITY / 2; i++) {
                points.set(i, points.get(2 * i));
            }
            points.subList(CAPACITY / 2, CAPACITY).clear();
            every *= 2;
        }
        points.add(point);
    }

    List<T> points() {
        return List.copyOf(points);
    }
}
