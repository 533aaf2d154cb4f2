package dev.ibkrbot.broker.market;

import dev.ibkrbot.broker.value.Price;
import java.time.Instant;
import java.util.Arrays;

/**
 * Completed bars of one instrument and one size, ascending by start without repeats, stored as columns of scaled
 * longs so that a million of them fit in some fifty megabytes. Gaps are allowed; impossible bars are not. Slices
 * share the columns. Immutable.
 */
public final class BarSeries {
    private static final double UNIT = 1e8;

    private final BarSize size;
    private final boolean delayed;
    private final int from;
    private final int to;
    private final long[] starts;
    private final long[] opens;
    private final long[] highs;
    private final long[] lows;
    private final long[] closes;
    private final long[] volumes;

    private BarSeries(BarSize size, boolean delayed, int from, int to, long[][] columns) {
        this.size = size;
        this.delayed = delayed;
        this.from = from;
        this.to = to;
        this.starts = columns[0];
        this.opens = columns[1];
        this.highs = columns[2];
        this.lows = columns[3];
        this.closes = columns[4];
        this.volumes = columns[5];
    }

    /** A builder that takes bars in ascending order and refuses impossible ones. */
    public static Builder builder(BarSize size) {
        return new Builder(size);
    }

    public BarSize barSize() {
        return size;
    }

    /** Whether the feed said these bars are delayed. */
    public boolean delayed() {
        return delayed;
    }

    /** Number of bars; zero or more. */
    public int size() {
        return to - from;
    }

    public boolean isEmpty() {
        return to == from;
    }

    /** Start of bar {@code i} in seconds since 1970 UTC; {@code 0 <= i < size()} as for all that follow. */
    public long startEpochSecond(int i) {
        return starts[at(i)];
    }

    public Instant start(int i) {
        return Instant.ofEpochSecond(starts[at(i)]);
    }

    /** When the bar has ended and may be seen, for bars within a day. */
    public Instant end(int i) {
        return Instant.ofEpochSecond(starts[at(i)] + size.seconds());
    }

    public Price open(int i) {
        return Price.ofUnits(opens[at(i)]);
    }

    public Price high(int i) {
        return Price.ofUnits(highs[at(i)]);
    }

    public Price low(int i) {
        return Price.ofUnits(lows[at(i)]);
    }

    public Price close(int i) {
        return Price.ofUnits(closes[at(i)]);
    }

    /** Open in 1e-8 units, exact and without an object, as the next three. */
    public long openUnits(int i) {
        return opens[at(i)];
    }

    public long highUnits(int i) {
        return highs[at(i)];
    }

    public long lowUnits(int i) {
        return lows[at(i)];
    }

    public long closeUnits(int i) {
        return closes[at(i)];
    }

    /** Shares or contracts traded. */
    public long volume(int i) {
        return volumes[at(i)];
    }

    /** Named gate to an estimate, as the next three. */
    public double openAsDouble(int i) {
        return opens[at(i)] / UNIT;
    }

    public double highAsDouble(int i) {
        return highs[at(i)] / UNIT;
    }

    public double lowAsDouble(int i) {
        return lows[at(i)] / UNIT;
    }

    public double closeAsDouble(int i) {
        return closes[at(i)] / UNIT;
    }

    /** The bar as a record, for those who look at one at a time. */
    public Bar bar(int i) {
        return new Bar(start(i), open(i), high(i), low(i), close(i), volume(i));
    }

    /** Bars {@code begin} (inclusive) to {@code end} (exclusive), sharing the columns: constant time. */
    public BarSeries slice(int begin, int end) {
        if (begin < 0 || end < begin || end > size()) {
            throw new IndexOutOfBoundsException("slice " + begin + ".." + end + " of " + size() + " bars");
        }
        return new BarSeries(size, delayed, from + begin, from + end, columns());
    }

    /** Index of the first bar that starts at or after the moment; {@code size()} when none does. */
    public int firstStartingAt(long epochSecond) {
        int found = Arrays.binarySearch(starts, from, to, epochSecond);
        return (found >= 0 ? found : -found - 1) - from;
    }

    private int at(int i) {
        if (i < 0 || i >= to - from) {
            throw new IndexOutOfBoundsException("bar " + i + " of " + size());
        }
        return from + i;
    }

    private long[][] columns() {
        return new long[][] {starts, opens, highs, lows, closes, volumes};
    }

    /** Collects bars in ascending order. Confined to one thread; used up by {@link #build()}. */
    public static final class Builder {
        private static final int FIRST_CAPACITY = 512;

        private final BarSize size;
        private boolean delayed;
        private int count;
        private long[][] columns = new long[6][FIRST_CAPACITY];

        private Builder(BarSize size) {
            this.size = size;
        }

        /** Says that the feed delivered these bars late. */
        public Builder delayed() {
            delayed = true;
            return this;
        }

        /** Adds a bar; {@link IllegalArgumentException} when impossible or not after the one before. */
        public Builder add(Bar bar) {
            return add(
                    bar.start().getEpochSecond(),
                    bar.open().units(),
                    bar.high().units(),
                    bar.low().units(),
                    bar.close().units(),
                    bar.volume());
        }

        /** As {@link #add(Bar)}, from a start in epoch seconds and prices in 1e-8 units. */
        public Builder add(
                long startEpochSecond, long openUnits, long highUnits, long lowUnits, long closeUnits, long volume) {
            String fault = BarRules.fault(openUnits, highUnits, lowUnits, closeUnits, volume);
            if (!fault.isEmpty()) {
                throw new IllegalArgumentException("bar at " + Instant.ofEpochSecond(startEpochSecond) + ": " + fault);
            }
            if (count > 0 && startEpochSecond <= columns[0][count - 1]) {
                String relation = startEpochSecond == columns[0][count - 1] ? "repeats" : "comes before";
                throw new IllegalArgumentException(
                        "bar at " + Instant.ofEpochSecond(startEpochSecond) + " " + relation + " the bar before it");
            }
            if (count == columns[0].length) {
                for (int c = 0; c < columns.length; c++) {
                    columns[c] = Arrays.copyOf(columns[c], count * 2);
                }
            }
            columns[0][count] = startEpochSecond;
            columns[1][count] = openUnits;
            columns[2][count] = highUnits;
            columns[3][count] = lowUnits;
            columns[4][count] = closeUnits;
            columns[5][count] = volume;
            count++;
            return this;
        }

        /** Number of bars so far. */
        public int size() {
            return count;
        }

        public BarSeries build() {
            long[][] built = new long[columns.length][];
            for (int c = 0; c < columns.length; c++) {
                built[c] = columns[c].length == count ? columns[c] : Arrays.copyOf(columns[c], count);
                columns[c] = new long[1];
            }
            int bars = count;
            count = 0;
            return new BarSeries(size, delayed, 0, bars, built);
        }
    }
}
