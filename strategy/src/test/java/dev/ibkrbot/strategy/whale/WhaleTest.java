package dev.ibkrbot.strategy.whale;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.Series;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.strategy.StrategyRun;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhaleTest {
    private static final Instant FIRST = Instant.parse("2026-01-05T15:00:00Z");
    private static final Whale WHALE = new Whale(WhaleParameters.DEFAULT);
    private static final Symbol TSLA = new Symbol("TSLA");

    /** The row of the defect is here too: a bar that is part of its own lookback can never break out of it. */
    @ParameterizedTest
    @Tag("WH0")
    @Tag("WH1")
    @Tag("WH2")
    @Tag("WH3")
    @Tag("WH5")
    @CsvSource({
        "105, 5000, BUY_CALL, 1, breakout_up",
        "95, 5000, BUY_PUT, 1, breakout_down",
        "100.5, 5000, BUY_CALL, 0.7, breakout_up",
        "100, 5000, HOLD, 0, no_breakout",
        "105, 1500, HOLD, 0, no_breakout",
        "105, 1501, BUY_CALL, 1, breakout_up",
    })
    void comparesTheLastBarWithTheBarsBefore(
            String close, long volume, SignalAction action, String confidence, String reason) {
        StrategyRun run = fed(129, close, volume);

        Instant end = FIRST.plus(Duration.ofHours(130));
        assertThat(run.signal()).isEqualTo(new Signal("whale", action, Percent.ofFraction(confidence), reason, end));
    }

    @Test
    @Tag("WH6")
    void holdsWithNineteenBarsAndAnswersWithTwenty() {
        assertThat(fed(18, "105", 5000).signal())
                .isEqualTo(new Signal(
                        "whale",
                        SignalAction.HOLD,
                        Percent.ZERO,
                        "insufficient_bars",
                        FIRST.plus(Duration.ofHours(19))));
        assertThat(fed(19, "105", 5000).action()).isEqualTo(SignalAction.BUY_CALL);
    }

    @Test
    void forgetsWhatLiesBeforeTheLookback() {
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_HOUR);
        add(bars, 0, "200", 900_000);
        for (int i = 1; i <= 120; i++) {
            add(bars, i, "100", 1000);
        }
        add(bars, 121, "101", 2000);

        assertThat(run(bars.build()).action()).isEqualTo(SignalAction.BUY_CALL);
    }

    @Test
    @Tag("WH7")
    void staysQuietForThreeDaysOnTheSymbolThatFired() {
        SignalMemory memory = new SignalMemory();
        Instant fired = Instant.parse("2026-01-20T15:00:00Z");
        memory.fired("whale", TSLA, fired);
        memory.fired("whale", TSLA, fired.minus(Duration.ofDays(30)));

        Duration days = Duration.ofDays(3);
        assertThat(memory.isQuiet(WHALE, TSLA, fired.plus(days).minusMillis(1))).isTrue();
        assertThat(memory.isQuiet(WHALE, TSLA, fired.plus(days))).isFalse();
        assertThat(memory.isQuiet(WHALE, new Symbol("NVDA"), fired)).isFalse();
        assertThat(memory.lastFired("whale", TSLA)).contains(fired);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void answersAsIfComputedFromAllBarsAtOnce(long seed) {
        Series series = Series.random(seed, 400);
        BarSeries bars = series.bars(BarSize.ONE_HOUR, FIRST);
        StrategyRun run = WHALE.open(TSLA);
        for (int i = 0; i < bars.size(); i++) {
            run.onBar(bars, i);
            assertThat(run.action()).as("bar " + i).isEqualTo(expected(series, i));
        }
    }

    @Test
    void allocatesNothingPerBar() {
        BarSeries bars = Series.random(5, 20_000).bars(BarSize.ONE_HOUR, FIRST);
        StrategyRun run = WHALE.open(TSLA);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 10_000; i++) {
            run.onBar(bars, i);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 10_000; i < 20_000; i++) {
            run.onBar(bars, i);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16_000);
    }

    private static SignalAction expected(Series series, int last) {
        int from = Math.max(0, last - 120);
        if (last < 19) {
            return SignalAction.HOLD;
        }
        double[] before = Arrays.copyOfRange(series.close, from, last);
        double mean = Arrays.stream(series.volume, from, last).average().orElseThrow();
        if (series.volume[last] <= 1.5 * mean) {
            return SignalAction.HOLD;
        }
        if (series.close[last] > Arrays.stream(before).max().orElseThrow()) {
            return SignalAction.BUY_CALL;
        }
        boolean below = series.close[last] < Arrays.stream(before).min().orElseThrow();
        return below ? SignalAction.BUY_PUT : SignalAction.HOLD;
    }

    private static StrategyRun fed(int flatBars, String close, long volume) {
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_HOUR);
        for (int i = 0; i < flatBars; i++) {
            add(bars, i, "100", 1000);
        }
        add(bars, flatBars, close, volume);
        return run(bars.build());
    }

    private static StrategyRun run(BarSeries bars) {
        StrategyRun run = WHALE.open(TSLA);
        for (int i = 0; i < bars.size(); i++) {
            run.onBar(bars, i);
        }
        return run;
    }

    private static void add(BarSeries.Builder bars, int hour, String close, long volume) {
        long price = Price.of(close).units();
        bars.add(FIRST.getEpochSecond() + 3600L * hour, price, price, price, price, volume);
    }
}
