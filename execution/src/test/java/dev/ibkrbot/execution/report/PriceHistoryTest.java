package dev.ibkrbot.execution.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceHistoryTest {
    private static final Symbol SPY = new Symbol("SPY");

    @Test
    void takesTheCloseOfEveryBarAtItsEnd() {
        BarSeries bars = BarSeries.builder(BarSize.ONE_MINUTE)
                .add(60, 100, 110, 90, 105, 1)
                .add(120, 105, 110, 90, 95, 1)
                .build();

        assertThat(PriceHistory.of(SPY, bars))
                .isEqualTo(new PriceHistory(
                        SPY,
                        List.of(
                                new PricePoint(Instant.ofEpochSecond(120), Price.ofUnits(105)),
                                new PricePoint(Instant.ofEpochSecond(180), Price.ofUnits(95)))));
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 2_001, 9_999, 100_000})
    void keepsLowestAndHighestOfManyBars(int count) {
        BarSeries.Builder builder = BarSeries.builder(BarSize.ONE_MINUTE);
        SplittableRandom random = new SplittableRandom(count);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < count; i++) {
            long close = random.nextLong(1, 1_000_000_000);
            least = StrictMath.min(least, close);
            most = StrictMath.max(most, close);
            builder.add(60L * i, close, close, close, close, 0);
        }

        List<Long> units = PriceHistory.of(SPY, builder.build()).points().stream()
                .map(point -> point.price().units())
                .toList();

        assertThat(units).hasSizeLessThanOrEqualTo(PriceHistory.MAX_POINTS).contains(least, most);
    }

    @Test
    void findsTheLastPointThatWasKnown() {
        PriceHistory history = new PriceHistory(
                SPY,
                List.of(
                        new PricePoint(Instant.ofEpochSecond(60), Price.of("1")),
                        new PricePoint(Instant.ofEpochSecond(120), Price.of("2")),
                        new PricePoint(Instant.ofEpochSecond(180), Price.of("3"))));

        assertThat(List.of(59, 60, 119, 120, 180, 999).stream()
                        .map(second -> history.indexAt(Instant.ofEpochSecond(second)))
                        .toList())
                .containsExactly(0, 0, 0, 1, 2, 2);
    }

    @Test
    void refusesPricesOutOfOrder() {
        assertThatThrownBy(() -> new PriceHistory(
                        SPY,
                        List.of(
                                new PricePoint(Instant.ofEpochSecond(60), Price.of("1")),
                                new PricePoint(Instant.EPOCH, Price.of("2")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SPY prices are not ascending at 1970-01-01T00:00:00Z");
    }
}
