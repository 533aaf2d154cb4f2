package dev.ibkrbot.stub;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.Instant;
import java.util.function.IntToDoubleFunction;

/**
 * Bars made of a formula of their closes: bar {@code i} opens 0.05 below its close, reaches 0.10 to either side of it,
 * and trades {@code 1000 + 10 i} shares. Stateless.
 */
public final class StubBars {
    private static final double OPEN_BELOW = 0.05;
    private static final double REACH = 0.10;

    private StubBars() {}

    /** Minutes without gaps, the last of which ends with the minute that {@code end} lies in or begins. */
    public static BarSeries minutesUntil(Instant end, int count, IntToDoubleFunction closes) {
        long minute = BarSize.ONE_MINUTE.seconds();
        long first = Math.floorDiv(end.getEpochSecond(), minute) * minute - count * minute;
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        for (int i = 0; i < count; i++) {
            double close = closes.applyAsDouble(i);
            bars.add(
                    first + i * minute,
                    units(close - OPEN_BELOW),
                    units(close + REACH),
                    units(close - REACH),
                    units(close),
                    1_000 + 10L * i);
        }
        return bars.build();
    }

    /** The sixty rising closes of the fixed answers: 100.00, 100.01, ... */
    public static BarSeries rising(Instant end) {
        return minutesUntil(end, 60, i -> 100 + 0.01 * i);
    }

    private static long units(double price) {
        return Price.ofDouble(price, RoundingDirection.HALF_EVEN).units();
    }
}
