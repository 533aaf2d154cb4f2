package dev.ibkrbot.strategy;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** Bars for tests: the six series of the acceptance page, 60 bars each, and seeded random walks. */
public final class Series {
    public final double[] close;
    public final double[] high;
    public final double[] low;
    public final double[] volume;

    private Series(int length) {
        close = new double[length];
        high = new double[length];
        low = new double[length];
        volume = new double[length];
    }

    public static Series named(String name) {
        IntToDoubleFunction rule = switch (name) {
            case "S1" -> i -> 100 + 0.02 * i + 0.5 * StrictMath.sin(i / 5.0);
            case "S2" -> i -> 100 - 0.05 * i + 0.3 * StrictMath.sin(i / 4.0);
            case "S3" -> i -> 100 + 0.1 * i;
            case "S4" -> i -> 100;
            case "S5" -> i -> 100 + 0.03 * i + 0.25 * StrictMath.sin(0.9 * i);
            case "S6" -> i -> 100 + 0.01 * i + 0.4 * StrictMath.sin(i / 3.0 + 1);
            default -> throw new IllegalArgumentException(name);
        };
        Series series = new Series(60);
        for (int i = 0; i < 60; i++) {
            series.set(i, rule.applyAsDouble(i), 0.10, 0.10, 1000 + 10 * i);
        }
        return series;
    }

    public static Series random(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        Series series = new Series(length);
        double close = 100;
        for (int i = 0; i < length; i++) {
            close = Math.max(1, close + Math.rint((random.nextDouble() - 0.5) * 200) / 100);
            long volume = random.nextInt(10) == 0 ? 0 : random.nextInt(1, 100_000);
            series.set(i, close, random.nextDouble(), random.nextDouble(), volume);
        }
        return series;
    }

    public int length() {
        return close.length;
    }

    public double typical(int i) {
        return (high[i] + low[i] + close[i]) / 3.0;
    }

    /** The bars, the first one starting at the given moment, without gaps. */
    public BarSeries bars(BarSize size, Instant first) {
        BarSeries.Builder bars = BarSeries.builder(size);
        for (int i = 0; i < length(); i++) {
            long start = first.getEpochSecond() + (long) i * size.seconds();
            bars.add(start, units(close[i]), units(high[i]), units(low[i]), units(close[i]), (long) volume[i]);
        }
        return bars.build();
    }

    private static long units(double price) {
        return Price.ofDouble(price, RoundingDirection.HALF_EVEN).units();
    }

    private void set(int i, double newClose, double above, double below, double newVolume) {
        close[i] = newClose;
        high[i] = newClose + above;
        low[i] = newClose - below;
        volume[i] = newVolume;
    }
}
