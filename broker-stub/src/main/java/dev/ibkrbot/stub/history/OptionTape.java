package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.instrument.OptionContract;
import java.util.Arrays;

/**
 * One option's recorded quotes and trades of one day, in columns. A row counts from the moment at which it could be
 * known: the end of its minute, or when a recorder saw it. Moments are seconds since 1970 UTC; prices are in 1e-8 units,
 * 0 for a side that is absent. Immutable, but for remembering where it was asked last; confined to one thread.
 */
final class OptionTape {
    /** Stored prices are ten-thousandths. */
    static final long SCALE = 10_000;

    private final OptionContract contract;
    private final long base;
    private final int[] known;
    private final int[] bids;
    private final int[] asks;
    private final int[] sizes;
    private final OptionTrades trades;
    private int cursor = -1;

    private OptionTape(Builder builder, int count) {
        contract = builder.contract;
        base = builder.base;
        known = Arrays.copyOf(builder.known, count);
        bids = Arrays.copyOf(builder.bids, count);
        asks = Arrays.copyOf(builder.asks, count);
        sizes = Arrays.copyOf(builder.sizes, count);
        trades = builder.trades;
    }

    OptionContract contract() {
        return contract;
    }

    int size() {
        return known.length;
    }

    /** The last row known by then; -1 for none. */
    int at(long now) {
        int from = Math.max(cursor, 0);
        if (from < known.length && base + known[from] <= now) {
            while (from + 1 < known.length && base + known[from + 1] <= now) {
                from++;
            }
            cursor = from;
            return from;
        }
        int found = Arrays.binarySearch(known, (int) Math.max(Math.min(now - base, Integer.MAX_VALUE), -1));
        cursor = found >= 0 ? found : -found - 2;
        return cursor;
    }

    long knownAt(int row) {
        return base + known[row];
    }

    long bid(int row) {
        return bids[row] * SCALE;
    }

    long ask(int row) {
        return asks[row] * SCALE;
    }

    /** Contracts shown, on the smaller of the sides that are there; 0 when that was not recorded. */
    int shown(int row) {
        return sizes[row];
    }

    boolean isTwoSided(int row) {
        return bids[row] > 0 && asks[row] > 0;
    }

    /** The last row at or before this one with both sides; -1 for none. */
    int lastTwoSided(int row) {
        int found = row;
        while (found >= 0 && !isTwoSided(found)) {
            found--;
        }
        return found;
    }

    /** The middle of a row with both sides. */
    long middle(int row) {
        return bid(row) + (ask(row) - bid(row)) / 2;
    }

    OptionTrades trades() {
        return trades;
    }

    /** Collects rows in ascending order. Confined to one thread. */
    static final class Builder {
        private static final int FIRST_CAPACITY = 16;

        private final OptionContract contract;
        private final long base;
        private int[] known = new int[FIRST_CAPACITY];
        private int[] bids = new int[FIRST_CAPACITY];
        private int[] asks = new int[FIRST_CAPACITY];
        private int[] sizes = new int[FIRST_CAPACITY];
        private int count;
        private OptionTrades trades = new OptionTrades(false);

        /** @param base second since 1970 from which the day's rows are counted */
        Builder(OptionContract contract, long base) {
            this.contract = contract;
            this.base = base;
        }

        /** A row in ten-thousandths, 0 for an absent side. One of the same moment as the last one replaces it. */
        void add(long at, int bid, int ask, int size) {
            int second = Math.toIntExact(at - base);
            if (count > 0 && second < known[count - 1]) {
                throw new IllegalArgumentException("the row is not after the one before it");
            }
            if (count == 0 || second > known[count - 1]) {
                count++;
            }
            if (count > known.length) {
                known = Arrays.copyOf(known, count * 2);
                bids = Arrays.copyOf(bids, count * 2);
                asks = Arrays.copyOf(asks, count * 2);
                sizes = Arrays.copyOf(sizes, count * 2);
            }
            known[count - 1] = second;
            bids[count - 1] = bid;
            asks[count - 1] = ask;
            sizes[count - 1] = size;
        }

        OptionContract contract() {
            return contract;
        }

        void trades(OptionTrades all) {
            trades = all;
        }

        /** What could be known by a moment. */
        OptionTape build(long last) {
            int kept = count;
            while (kept > 0 && base + known[kept - 1] > last) {
                kept--;
            }
            return new OptionTape(this, kept);
        }
    }
}
