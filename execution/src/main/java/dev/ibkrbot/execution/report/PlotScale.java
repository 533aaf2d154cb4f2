package dev.ibkrbot.execution.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A vertical scale with round marks. Immutable.
 *
 * @param low value at the lower edge
 * @param high value at the upper edge; above {@code low}
 * @param ticks round values within, ascending
 * @param places decimal places that tell the ticks apart
 */
record PlotScale(double low, double high, List<BigDecimal> ticks, int places) {
    /** Room for about so many marks. */
    private static final int MANY = 6;

    private static final int FEW = 3;

    /** A scale on which all values from {@code least} to {@code most} have some air around them. */
    static PlotScale around(double least, double most) {
        double span = most - least;
        double air = span > 0 ? span * 0.04 : StrictMath.max(StrictMath.abs(most) * 0.01, 0.01);
        return of(least - air, most + air, MANY);
    }

    /** A scale from zero down to below the least value, for a small plot. */
    static PlotScale below(double least) {
        return of(StrictMath.min(least * 1.08, -0.01), 0, FEW);
    }

    private static PlotScale of(double low, double high, int wantedTicks) {
        BigDecimal step = step((high - low) / wantedTicks);
        BigDecimal tick =
                new BigDecimal(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
        List<BigDecimal> ticks = new ArrayList<>();
        while (tick.doubleValue() <= high) {
            ticks.add(tick);
            tick = tick.add(step);
        }
        return new PlotScale(
                low,
                high,
                List.copyOf(ticks),
                StrictMath.max(0, step.stripTrailingZeros().scale()));
    }

    /** The next of 1, 2, 2.5, 5, 10, ... that is not smaller. */
    private static BigDecimal step(double atLeast) {
        int exponent = (int) StrictMath.floor(StrictMath.log10(atLeast));
        for (String mantissa : List.of("1", "2", "2.5", "5")) {
            BigDecimal step = new BigDecimal(mantissa).scaleByPowerOfTen(exponent);
            if (step.doubleValue() >= atLeast) {
                return step;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(exponent + 1);
    }

    /** Distance from the upper edge as a fraction of the height. */
    double depth(double value) {
        return (high - value) / (high - low);
    }
}
