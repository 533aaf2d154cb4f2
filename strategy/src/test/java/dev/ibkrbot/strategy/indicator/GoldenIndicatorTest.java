package dev.ibkrbot.strategy.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.strategy.Series;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of golden values of acceptance 7.1. */
@Tag("IND")
class GoldenIndicatorTest {
    private static final Offset<Double> TOLERANCE = within(1e-6);

    @ParameterizedTest
    @CsvSource({
        "S1, 100.833237, 100.728264, 100.771278, 100.773556, 56.402649, 55.870790, 32.056698, 100.626986",
        "S2,  97.295407,  97.437972,  97.644030,  97.648140, 11.394341, 10.861509, 28.597576,  98.441635",
        "S3, 105.900000, 105.550000, 104.903613, 104.900000, 100,       100,       100,       103.181596",
        "S4, 100,        100,        100,        100,         50,       100,       100,       100",
        "S5, 101.845568, 101.729167, 101.497617, 101.497074, 62.867969, 62.077446, 60.300088, 100.963643",
        "S6, 100.977927, 100.765089, 100.561850, 100.560454, 72.069305, 71.218050, NaN,       100.338554",
    })
    void reproducesTheTable(
            String name,
            double last,
            double ema8,
            double ema21First,
            double ema21Sma,
            double rsiRecursive,
            double rsiWilder,
            double rsiSimple,
            double windowVwap) {
        Series series = Series.named(name);

        assertThat(series.close[59]).isCloseTo(last, TOLERANCE);
        assertThat(ema(Ema.firstValueSeed(8), series)).isCloseTo(ema8, TOLERANCE);
        assertThat(ema(Ema.firstValueSeed(21), series)).isCloseTo(ema21First, TOLERANCE);
        assertThat(ema(Ema.smaSeed(21), series)).isCloseTo(ema21Sma, TOLERANCE);
        assertThat(rsi(Rsi.recursive(14), series)).isCloseTo(rsiRecursive, TOLERANCE);
        assertThat(rsi(Rsi.wilder(14), series)).isCloseTo(rsiWilder, TOLERANCE);
        if (!Double.isNaN(rsiSimple)) {
            assertThat(rsi(Rsi.simpleMean(14), series)).isCloseTo(rsiSimple, TOLERANCE);
        }
        assertThat(vwap(Vwap.window(60, Vwap.ZeroVolume.LAST_CLOSE), series)).isCloseTo(windowVwap, TOLERANCE);
        assertThat(vwap(Vwap.cumulative(Vwap.ZeroVolume.LAST_CLOSE), series)).isCloseTo(windowVwap, TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "S1, 101.404365, 100.885817, 100.367269, 101.391236, 100.380399",
        "S5, 102.055684, 101.491368, 100.927052, 102.041395, 100.941341",
    })
    void reproducesBothBollingerConventions(
            String name, double sampleUp, double middle, double sampleLow, double populationUp, double populationLow) {
        Series series = Series.named(name);
        Bollinger sample = Bollinger.sample(20, 2);
        Bollinger population = Bollinger.population(20, 2);
        for (double close : series.close) {
            sample.update(close);
            population.update(close);
        }

        assertThat(sample.upper()).isCloseTo(sampleUp, TOLERANCE);
        assertThat(sample.middle()).isCloseTo(middle, TOLERANCE);
        assertThat(sample.lower()).isCloseTo(sampleLow, TOLERANCE);
        assertThat(population.upper()).isCloseTo(populationUp, TOLERANCE);
        assertThat(population.middle()).isCloseTo(middle, TOLERANCE);
        assertThat(population.lower()).isCloseTo(populationLow, TOLERANCE);
    }

    @Test
    void keepsTheAverageOfEqualPricesExact() {
        Ema ema = Ema.smaSeed(8);
        for (int i = 0; i < 7; i++) {
            ema.update(50);
            assertThat(ema.isReady()).isFalse();
        }
        ema.update(50);

        assertThat(ema.value()).isEqualTo(50.0);
    }

    @Test
    void saysHundredForARiseAndLessThanThirtyForAFall() {
        Rsi rising = Rsi.wilder(14);
        Rsi falling = Rsi.wilder(14);
        for (int i = 0; i < 30; i++) {
            rising.update(100 + i);
            falling.update(100 - i);
        }

        assertThat(rising.value()).isEqualTo(100.0);
        assertThat(falling.value()).isLessThan(30);
    }

    @Test
    void averagesConstantBarsToTheirTypicalPrice() {
        Vwap vwap = Vwap.cumulative(Vwap.ZeroVolume.LAST_CLOSE);
        for (int i = 0; i < 5; i++) {
            vwap.update(100.20, 99.85, 100, 700);
        }

        assertThat(vwap.value()).isCloseTo(100.016667, TOLERANCE);
    }

    @Test
    void fallsBackWhenNothingWasTraded() {
        Vwap lastClose = Vwap.cumulative(Vwap.ZeroVolume.LAST_CLOSE);
        Vwap meanTypical = Vwap.cumulative(Vwap.ZeroVolume.MEAN_TYPICAL);
        for (Vwap vwap : new Vwap[] {lastClose, meanTypical}) {
            vwap.update(12, 9, 9, 0);
            vwap.update(15, 12, 15, 0);
        }

        assertThat(lastClose.value()).isEqualTo(15.0);
        assertThat(meanTypical.value()).isEqualTo(12.0);
    }

    @Test
    void givesFlatBandsNoWidthAndOthersAnOrder() {
        Bollinger flat = Bollinger.sample(20, 2);
        Bollinger moving = Bollinger.sample(20, 2);
        for (int i = 0; i < 47; i++) {
            flat.update(100.1);
            moving.update(100.1 + i % 3);
        }

        assertThat(flat.upper() - flat.lower()).isZero();
        assertThat(moving.upper()).isGreaterThan(moving.middle());
        assertThat(moving.middle()).isGreaterThan(moving.lower());
    }

    private static double ema(Ema ema, Series series) {
        for (double close : series.close) {
            ema.update(close);
        }
        return ema.value();
    }

    private static double rsi(Rsi rsi, Series series) {
        for (double close : series.close) {
            rsi.update(close);
        }
        return rsi.value();
    }

    private static double vwap(Vwap vwap, Series series) {
        for (int i = 0; i < series.length(); i++) {
            vwap.update(series.high[i], series.low[i], series.close[i], series.volume[i]);
        }
        return vwap.value();
    }
}
