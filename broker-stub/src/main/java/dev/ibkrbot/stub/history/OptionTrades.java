package dev.ibkrbot.stub.history;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What is known of one option's trades of a day: the last price and the volume so far, by moments in seconds since 1970
 * UTC, and its open interest. Confined to one thread until it is built up, then left alone.
 */
final class OptionTrades {
    private static final int FIRST_CAPACITY = 4;

    private final boolean recorded;
    private long[] known = new long[FIRST_CAPACITY];
    private long[] prices = new long[FIRST_CAPACITY];
    private long[] volumes = new long[FIRST_CAPACITY];
    private int count;
    private long interest = -1;
    private long interestKnown = Long.MAX_VALUE;

    /** @param recorded whether the day's trades were recorded at all; if not, the volume is unknown rather than zero */
    OptionTrades(boolean recorded) {
        this.recorded = recorded;
    }

    /**
     * From this moment on.
     *
     * @param price last traded, in 1e-8 units; 0 when not known
     * @param volume traded on the day until then; -1 when not known
     */
    void add(long at, long price, long volume) {
        if (count == known.length) {
            known = Arrays.copyOf(known, count * 2);
            prices = Arrays.copyOf(prices, count * 2);
            volumes = Arrays.copyOf(volumes, count * 2);
        }
        known[count] = at;
        prices[count] = price;
        volumes[count] = volume;
        count++;
    }

    /** The first figure counts; it holds all day. */
    void openInterest(long at, long contracts) {
        if (interest < 0) {
            interest = contracts;
            interestKnown = at;
        }
    }

    private int at(long now) {
        int found = Arrays.binarySearch(known, 0, count, now);
        return found >= 0 ? found : -found - 2;
    }

    /** In 1e-8 units; 0 when there was none. */
    long lastPrice(long now) {
        int row = at(now);
        return row < 0 ? 0 : prices[row];
    }

    /** Contracts traded so far; absent when that was not recorded. */
    OptionalLong volume(long now) {
        int row = at(now);
        long volume = row >= 0 ? volumes[row] : recorded ? 0 : -1;
        return volume < 0 ? OptionalLong.empty() : OptionalLong.of(volume);
    }

    OptionalLong openInterest(long now) {
        return now < interestKnown ? OptionalLong.empty() : OptionalLong.of(interest);
    }

    long lastVolume() {
        return count == 0 ? 0 : volumes[count - 1];
    }
}
