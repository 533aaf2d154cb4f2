package dev.ibkrbot.strategy.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.strategy.Series;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After every bar of a random walk, each indicator equals its definition applied to the bars so far. */
@Tag("IND")
class IndicatorPropertyTest {
    private static final Offset<Double> TOLERANCE = within(1e-9);
    private static final int LENGTH = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void recursiveAveragesEqualTheirDefinition(long seed) {
        Series series = Series.random(seed, LENGTH);
        Ema first = Ema.firstValueSeed(9);
        Ema sma = Ema.smaSeed(9);
        Rsi recursive = Rsi.recursive(7);
        Rsi wilder = Rsi.wilder(7);
        for (int i = 0; i < LENGTH; i++) {
            first.update(series.close[i]);
            sma.update(series.close[i]);
            recursive.update(series.close[i]);
            wilder.update(series.close[i]);

            assertThat(first.value()).isCloseTo(smooth(series.close, 0, i, 1, 0.2), TOLERANCE);
            if (i >= 8) {
                assertThat(sma.value()).isCloseTo(smooth(series.close, 0, i, 9, 0.2), TOLERANCE);
            }
            if (i >= 1) {
                assertThat(recursive.value()).isCloseTo(rsi(series.close, i, 1, 7), TOLERANCE);
            }
            if (i >= 7) {
                assertThat(wilder.value()).isCloseTo(rsi(series.close, i, 7, 7), TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void windowsEqualTheirDefinition(long seed) {
        Series series = Series.random(seed, LENGTH);
        int period = 1 + (int) (seed * 7 % 23);
        RollingMean mean = RollingMean.of(period);
        RollingExtreme max = RollingExtreme.max(period);
        RollingExtreme min = RollingExtreme.min(period);
        for (int i = 0; i < LENGTH; i++) {
            mean.update(series.close[i]);
            max.update(series.close[i]);
            min.update(series.close[i]);
            double[] window = Arrays.copyOfRange(series.close, Math.max(0, i - period + 1), i + 1);

            assertThat(mean.count()).isEqualTo(window.length);
            assertThat(mean.value()).isCloseTo(Arrays.stream(window).average().orElseThrow(), TOLERANCE);
            assertThat(max.value()).isEqualTo(Arrays.stream(window).max().orElseThrow());
            assertThat(min.value()).isEqualTo(Arrays.stream(window).min().orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bandsRangesAndVolumesEqualTheirDefinition(long seed) {
        Series series = Series.random(seed, LENGTH);
        Bollinger sample = Bollinger.sample(20, 2);
        Bollinger population = Bollinger.population(20, 2);
        Vwap vwap = Vwap.window(13, Vwap.ZeroVolume.LAST_CLOSE);
        RelativeVolume relative = RelativeVolume.of(11);
        for (int i = 0; i < LENGTH; i++) {
            sample.update(series.close[i]);
            population.update(series.close[i]);
            vwap.update(series.high[i], series.low[i], series.close[i], series.volume[i]);
            relative.update(series.volume[i]);

            if (i >= 19) {
                double squares = squares(Arrays.copyOfRange(series.close, i - 19, i + 1));
                assertThat(sample.sigma()).isCloseTo(Math.sqrt(squares / 19), TOLERANCE);
                assertThat(population.sigma()).isCloseTo(Math.sqrt(squares / 20), TOLERANCE);
            }
            assertThat(vwap.value()).isCloseTo(vwap(series, Math.max(0, i - 12), i), TOLERANCE);
            if (relative.isReady()) {
                double mean = Arrays.stream(series.volume, Math.max(0, i - 11), i)
                        .average()
                        .orElseThrow();
                assertThat(relative.value()).isCloseTo(series.volume[i] / mean, TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void startsAfreshAfterAReset(long seed) {
        Series series = Series.random(seed, LENGTH);
        Rsi used = Rsi.simpleMean(14);
        Bollinger bands = Bollinger.sample(14, 2);
        for (double close : series.close) {
            used.update(close);
            bands.update(close);
        }
        used.reset();
        bands.reset();
        Rsi fresh = Rsi.simpleMean(14);
        Bollinger freshBands = Bollinger.sample(14, 2);
        for (int i = 0; i < 15; i++) {
            used.update(series.close[i]);
            fresh.update(series.close[i]);
            bands.update(series.close[i]);
            freshBands.update(series.close[i]);
        }

        assertThat(used.value()).isEqualTo(fresh.value());
        assertThat(bands.upper()).isEqualTo(freshBands.upper());
    }

    /** Seed: mean of the first values; then weight times the newest plus the rest times the old average. */
    private static double smooth(double[] values, int from, int to, int seedCount, double weight) {
        double average = 0;
        for (int i = from; i < from + seedCount; i++) {
            average += values[i] / seedCount;
        }
        for (int i = from + seedCount; i <= to; i++) {
            average = weight * values[i] + (1 - weight) * average;
        }
        return average;
    }

    private static double rsi(double[] close, int to, int seedCount, int period) {
        double[] ups = new double[to + 1];
        double[] downs = new double[to + 1];
        for (int i = 1; i <= to; i++) {
            ups[i] = Math.max(0, close[i] - close[i - 1]);
            downs[i] = Math.max(0, close[i - 1] - close[i]);
        }
        double up = smooth(ups, 1, to, seedCount, 1.0 / period);
        double down = smooth(downs, 1, to, seedCount, 1.0 / period);
        if (down == 0) {
            return up > 0 || seedCount > 1 ? 100 : 50;
        }
        return 100 * up / (up + down);
    }

    private static double squares(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }

    private static double vwap(Series series, int from, int to) {
        double turnover = 0;
        double volume = 0;
        for (int i = from; i <= to; i++) {
            turnover += series.typical(i) * series.volume[i];
            volume += series.volume[i];
        }
        return volume == 0 ? series.close[to] : turnover / volume;
    }
}
