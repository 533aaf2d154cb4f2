package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An equity curve in bounded memory. When it is full, each two neighbours become one stretch that keeps the later value
 * and the extremes of both, so no low is ever lost. Confined to one thread.
 */
final class EquityCurve {
    private final Currency currency;
    private final int capacity;
    private final Instant[] endedAt;
    private final long[] lastUnits;
    private final long[] lowUnits;
    private final long[] highUnits;
    private int size;
    private long observationsPerPoint = 1;
    private long observationsInLast;

    EquityCurve(Currency currency, int capacity) {
        if (capacity < 2 || capacity % 2 != 0) {
            throw new IllegalArgumentException("capacity " + capacity + " is not even and positive");
        }
        this.currency = currency;
        this.capacity = capacity;
        endedAt = new Instant[capacity];
        lastUnits = new long[capacity];
        lowUnits = new long[capacity];
        highUnits = new long[capacity];
    }

    void observe(Instant time, long units) {
        if (size == 0 || observationsInLast == observationsPerPoint) {
            if (size == capacity) {
                halve();
            }
            lowUnits[size] = units;
            highUnits[size] = units;
            size++;
            observationsInLast = 0;
        }
        int last = size - 1;
        endedAt[last] = time;
        lastUnits[last] = units;
        lowUnits[last] = StrictMath.min(lowUnits[last], units);
        highUnits[last] = StrictMath.max(highUnits[last], units);
        observationsInLast++;
    }

    private void halve() {
        for (int i = 0; i < capacity / 2; i++) {
            int first = 2 * i;
            int second = first + 1;
            endedAt[i] = endedAt[second];
            lastUnits[i] = lastUnits[second];
            lowUnits[i] = StrictMath.min(lowUnits[first], lowUnits[second]);
            highUnits[i] = StrictMath.max(highUnits[first], highUnits[second]);
        }
        size = capacity / 2;
        observationsPerPoint *= 2;
    }

    List<EquityPoint> points() {
        List<EquityPoint> points = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            points.add(new EquityPoint(endedAt[i], money(lastUnits[i]), money(lowUnits[i]), money(highUnits[i])));
        }
        return Collections.unmodifiableList(points);
    }

    private Money money(long units) {
        return Money.ofUnits(units, currency);
    }
}
