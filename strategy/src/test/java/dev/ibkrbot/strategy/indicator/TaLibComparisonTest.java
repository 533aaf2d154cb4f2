package dev.ibkrbot.strategy.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import dev.ibkrbot.strategy.Series;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An independent implementation, where its conventions are one of ours. */
@Tag("IND")
class TaLibComparisonTest {
    private static final Offset<Double> TOLERANCE = within(1e-8);
    private static final int LENGTH = 400;

    private final Core library = new Core();
    private final MInteger begin = new MInteger();
    private final MInteger count = new MInteger();
    private final double[] expected = new double[LENGTH];

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void agreesOnTheSmaSeededAverage(long seed) {
        Series series = Series.random(seed, LENGTH);
        check(library.ema(0, LENGTH - 1, series.close, 21, begin, count, expected));
        Ema ema = Ema.smaSeed(21);
        for (int i = 0; i < LENGTH; i++) {
            ema.update(series.close[i]);
            assertThat(ema.isReady()).isEqualTo(i >= begin.value);
            if (ema.isReady()) {
                assertThat(ema.value()).isCloseTo(expected[i - begin.value], TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void agreesOnWildersIndex(long seed) {
        Series series = Series.random(seed, LENGTH);
        check(library.rsi(0, LENGTH - 1, series.close, 14, begin, count, expected));
        Rsi rsi = Rsi.wilder(14);
        for (int i = 0; i < LENGTH; i++) {
            rsi.update(series.close[i]);
            assertThat(rsi.isReady()).isEqualTo(i >= begin.value);
            if (rsi.isReady()) {
                assertThat(rsi.value()).isCloseTo(expected[i - begin.value], TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void agreesOnPopulationBands(long seed) {
        Series series = Series.random(seed, LENGTH);
        double[] middle = new double[LENGTH];
        double[] lower = new double[LENGTH];
        check(library.bbands(0, LENGTH - 1, series.close, 20, 2, 2, MAType.Sma, begin, count, expected, middle, lower));
        Bollinger bands = Bollinger.population(20, 2);
        for (int i = 0; i < LENGTH; i++) {
            bands.update(series.close[i]);
            assertThat(bands.isReady()).isEqualTo(i >= begin.value);
            if (bands.isReady()) {
                assertThat(bands.upper()).isCloseTo(expected[i - begin.value], TOLERANCE);
                assertThat(bands.middle()).isCloseTo(middle[i - begin.value], TOLERANCE);
                assertThat(bands.lower()).isCloseTo(lower[i - begin.value], TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void agreesOnTheRangeThatLeavesTheFirstBarOut(long seed) {
        Series series = Series.random(seed, LENGTH);
        check(library.atr(0, LENGTH - 1, series.high, series.low, series.close, 14, begin, count, expected));
        Atr atr = Atr.wilderFromSecondBar(14);
        for (int i = 0; i < LENGTH; i++) {
            atr.update(series.high[i], series.low[i], series.close[i]);
            assertThat(atr.isReady()).isEqualTo(i >= begin.value);
            if (atr.isReady()) {
                assertThat(atr.value()).isCloseTo(expected[i - begin.value], TOLERANCE);
            }
        }
    }

    private static void check(RetCode code) {
        assertThat(code).isEqualTo(RetCode.Success);
    }
}
