package dev.ibkrbot.strategy.scalp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.strategy.Series;
import dev.ibkrbot.strategy.StrategyRun;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalpTest {
    private static final Instant OPEN = Instant.parse("2026-01-20T14:30:00Z");
    private static final Scalp SCALP = new Scalp(ScalpParameters.DEFAULT);

    @ParameterizedTest
    @Tag("SC1")
    @Tag("SC2")
    @Tag("SC3")
    @Tag("SC4")
    @Tag("SC5")
    @Tag("SC6")
    @CsvSource({
        "S1, SELL, 0.128, trend_down",
        "S2, SELL, 0.886, trend_down",
        "S3, HOLD, 0, no_trend",
        "S4, HOLD, 0, no_trend",
        "S5, BUY, 0.886, trend_up",
        "S6, HOLD, 0, no_trend",
    })
    void answersTheAcceptanceSeries(String series, SignalAction action, String confidence, String reason) {
        StrategyRun run = fed(Series.named(series), 60);

        Instant end = Instant.parse("2026-01-20T15:30:00Z");
        assertThat(run.signal()).isEqualTo(new Signal("scalp", action, Percent.ofFraction(confidence), reason, end));
        assertThat(run.action()).isEqualTo(action);
        assertThat(run.confidence()).isEqualTo(Double.parseDouble(confidence));
    }

    @ParameterizedTest
    @Tag("SC7")
    @ValueSource(ints = {0, 29})
    void holdsWithoutThirtyBars(int bars) {
        Signal signal = fed(Series.named("S5"), bars).signal();

        Instant end = bars == 0 ? Instant.EPOCH : OPEN.plusSeconds(60L * bars);
        assertThat(signal).isEqualTo(new Signal("scalp", SignalAction.HOLD, Percent.ZERO, "insufficient_bars", end));
    }

    /** A table without its volume cannot become bars: the builder asks for every column and checks it. */
    @Test
    @Tag("SC8")
    void cannotBeGivenBarsWithoutVolume() {
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        long price = Price.of("100").units();

        assertThatThrownBy(() -> bars.add(0, price, price, price, price, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("volume");
    }

    /** Bars hold exact prices; a value that is not a number is refused where it would become one. */
    @Test
    @Tag("SC9")
    void cannotBeGivenClosesThatAreNotNumbers() {
        assertThatThrownBy(() -> Price.ofDouble(Double.NaN, RoundingDirection.HALF_EVEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Price.of("NaN")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Tag("SC10")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverSellsInAnUptrend(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        long cents = 10_000;
        for (int i = 0; i < 390; i++) {
            cents += random.nextInt(0, 30);
            long close = cents * 1_000_000;
            bars.add(60L * i, close, close + 5_000_000, close - 5_000_000, close, random.nextInt(10_000));
        }
        BarSeries series = bars.build();
        StrategyRun run = SCALP.open(new Symbol("SPY"));
        for (int i = 0; i < series.size(); i++) {
            run.onBar(series, i);
            assertThat(run.action()).as("bar " + i).isNotEqualTo(SignalAction.SELL);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void answersAsIfComputedFromAllBarsAtOnce(long seed) {
        Series series = Series.random(seed, 390);
        BarSeries bars = series.bars(BarSize.ONE_MINUTE, OPEN);
        StrategyRun run = SCALP.open(new Symbol("SPY"));
        for (int i = 0; i < bars.size(); i++) {
            run.onBar(bars, i);
            if (i >= 29) {
                ScalpOracle oracle = ScalpOracle.after(series, i);
                assertThat(run.action()).as("bar " + i).isEqualTo(oracle.action());
                assertThat(run.confidence()).as("bar " + i).isEqualTo(oracle.confidence());
            }
        }
    }

    @Test
    void keepsSymbolsApart() {
        BarSeries rising = Series.named("S5").bars(BarSize.ONE_MINUTE, OPEN);
        BarSeries falling = Series.named("S2").bars(BarSize.ONE_MINUTE, OPEN);
        StrategyRun spy = SCALP.open(new Symbol("SPY"));
        StrategyRun qqq = SCALP.open(new Symbol("QQQ"));
        for (int i = 0; i < 60; i++) {
            spy.onBar(rising, i);
            qqq.onBar(falling, i);
        }

        assertThat(spy.action()).isEqualTo(SignalAction.BUY);
        assertThat(qqq.action()).isEqualTo(SignalAction.SELL);
    }

    @Test
    void allocatesNothingPerBar() {
        BarSeries bars = Series.random(5, 20_000).bars(BarSize.ONE_MINUTE, OPEN);
        StrategyRun run = SCALP.open(new Symbol("SPY"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 10_000; i++) {
            run.onBar(bars, i);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 10_000; i < 20_000; i++) {
            run.onBar(bars, i);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // One object of 16 bytes per bar would be 160,000; the measuring itself may cost a little.
        assertThat(allocated).isLessThan(16_000);
    }

    private static StrategyRun fed(Series series, int count) {
        BarSeries bars = series.bars(BarSize.ONE_MINUTE, OPEN);
        StrategyRun run = SCALP.open(new Symbol("SPY"));
        for (int i = 0; i < count; i++) {
            run.onBar(bars, i);
        }
        return run;
    }
}
