package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.value.Money;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Closed trades by what they had in common when they were opened. Confined to one thread. */
final class Buckets {
    private static final int[] MOST_DAYS = {7, 14, 21, 28, 35};
    private static final int TENTHS = 10;
    private static final int LAST_TENTH = 5;
    private static final int UNKNOWN = 9;

    private final SortedMap<String, OptionBucket> buckets = new TreeMap<>();

    /** Counts a trade among those with about so many calendar days to expiration. */
    void addByDays(boolean written, long days, Money net) {
        byDays(written, days, net, 1);
    }

    /** Takes back what was counted so. */
    void removeByDays(boolean written, long days, Money net) {
        byDays(written, days, net, -1);
    }

    private void byDays(boolean written, long days, Money net, int times) {
        int bucket = 0;
        while (bucket < MOST_DAYS.length && days > MOST_DAYS[bucket]) {
            bucket++;
        }
        int least = bucket == 0 ? 0 : MOST_DAYS[bucket - 1] + 1;
        String name =
                bucket == MOST_DAYS.length ? least + " days and more" : least + " to " + MOST_DAYS[bucket] + " days";
        add(written, bucket, name, net, times);
    }

    /** Counts a trade among those of about this delta; one without is never put beside those with one. */
    void addByDelta(boolean written, OptionalDouble delta, Money net) {
        byDelta(written, delta, net, 1);
    }

    /** Takes back what was counted so. */
    void removeByDelta(boolean written, OptionalDouble delta, Money net) {
        byDelta(written, delta, net, -1);
    }

    private void byDelta(boolean written, OptionalDouble delta, Money net, int times) {
        if (delta.isEmpty()) {
            add(written, UNKNOWN, "not recorded", net, times);
            return;
        }
        int tenth = (int) StrictMath.min(StrictMath.floor(StrictMath.abs(delta.getAsDouble()) * TENTHS), LAST_TENTH);
        String name = tenth == LAST_TENTH ? "0.50 and more" : "0." + tenth + "0 to below 0." + (tenth + 1) + "0";
        add(written, tenth, name, net, times);
    }

    private void add(boolean written, int order, String name, Money net, int times) {
        OptionBucket one =
                new OptionBucket(written, name, times, net.isPositive() ? times : 0, times > 0 ? net : net.negated());
        buckets.merge((written ? "0" : "1") + (char) ('a' + order), one, OptionBucket::plus);
        buckets.values().removeIf(it -> it.trades() == 0);
    }

    List<OptionBucket> all() {
        return List.copyOf(buckets.values());
    }
}
