package dev.ibkrbot.stub.history;

import java.util.Arrays;

/**
 * Half the distance between bid and ask at the end of recorded minutes, ascending. A figure is valid from the end of its
 * minute for sixty seconds, so that nothing is known before it was shown. Immutable.
 */
public final class RecordedSpreads {
    private static final int MINUTE = 60;

    private final long[] ends;
    private final long[] halves;

    private RecordedSpreads(long[] ends, long[] halves) {
        this.ends = ends;
        this.halves = halves;
    }

    /** Number of minutes. */
    public int size() {
        return ends.length;
    }

    /** Half the spread shown at the moment in 1e-8 units; -1 when none is valid. */
    long half(long now) {
        int found = Arrays.binarySearch(ends, now);
        int last = found >= 0 ? found : -found - 2;
        return last >= 0 && now - ends[last] < MINUTE ? halves[last] : -1;
    }

    /** Collects minutes in ascending order. Confined to one thread. */
    static final class Builder {
        private static final int FIRST_CAPACITY = 512;

        private long[] ends = new long[FIRST_CAPACITY];
        private long[] halves = new long[FIRST_CAPACITY];
        private int count;

        /** The minute that starts here ended with these two-sided, uncrossed prices. */
        void add(long start, long bid, long ask) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
                halves = Arrays.copyOf(halves, count * 2);
            }
            ends[count] = start + MINUTE;
            halves[count] = (ask - bid) / 2;
            count++;
        }

        RecordedSpreads build() {
            return new RecordedSpreads(Arrays.copyOf(ends, count), Arrays.copyOf(halves, count));
        }
    }
}
