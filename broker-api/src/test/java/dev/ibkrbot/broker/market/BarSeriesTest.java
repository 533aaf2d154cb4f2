package dev.ibkrbot.broker.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.value.Price;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarSeriesTest {
    private static final Instant OPEN = Instant.parse("2026-11-20T14:30:00Z");

    @Test
    void givesBackTheBarsItWasGiven() {
        List<Bar> bars = random(1_500);
        BarSeries series = series(bars);

        assertThat(IntStream.range(0, series.size()).mapToObj(series::bar).toList())
                .isEqualTo(bars);
        assertThat(IntStream.range(0, series.size())
                        .mapToObj(i -> List.of(
                                series.openAsDouble(i),
                                series.highAsDouble(i),
                                series.lowAsDouble(i),
                                series.closeAsDouble(i)))
                        .toList())
                .isEqualTo(bars.stream()
                        .map(bar -> List.of(
                                bar.open().asDouble(),
                                bar.high().asDouble(),
                                bar.low().asDouble(),
                                bar.close().asDouble()))
                        .toList());
        assertThat(series.end(0)).isEqualTo(bars.get(0).start().plusSeconds(60));
    }

    @Test
    void slicesAndSearchesAsAListDoes() {
        List<Bar> bars = random(600);
        BarSeries series = series(bars);
        SplittableRandom random = new SplittableRandom(2);
        for (int n = 0; n < 500; n++) {
            int begin = random.nextInt(601);
            int end = random.nextInt(begin, 601);
            BarSeries slice = series.slice(begin, end);
            List<Bar> expected = bars.subList(begin, end);
            long moment = OPEN.getEpochSecond() + random.nextLong(-100, 80_000);

            assertThat(IntStream.range(0, slice.size()).mapToObj(slice::bar).toList())
                    .isEqualTo(expected);
            assertThat(slice.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(slice.firstStartingAt(moment)).isEqualTo((int) expected.stream()
                    .filter(bar -> bar.start().getEpochSecond() < moment)
                    .count());
        }
    }

    @Test
    void staysWithinItsSlice() {
        BarSeries slice = series(random(10)).slice(3, 6).slice(1, 2);

        assertThat(slice.size()).isEqualTo(1);
        assertThatThrownBy(() -> slice.close(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("bar 1 of 1");
        assertThatThrownBy(() -> slice.close(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.slice(0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("slice 0..2 of 1 bars");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 9,  8,  8.5, 1,  'open 10.00 is outside low and high'",
        "10, 12, 11, 11,  1,  'open 10.00 is outside low and high'",
        "10, 12, 8,  13,  1,  'close 13.00 is outside low and high'",
        "10, 12, 8,  7,   1,  'close 7.00 is outside low and high'",
        "10, 8,  12, 10,  1,  'high 8.00 is below low 12.00'",
        "10, 12, 0,  10,  1,  'low 0.00 is not positive'",
        "10, 12, -1, 10,  1,  'low -1.00 is not positive'",
        "10, 12, 8,  10,  -1, 'volume -1 is negative'",
    })
    void refusesImpossibleBars(String open, String high, String low, String close, long volume, String fault) {
        String message = "bar at 2026-11-20T14:30:00Z: " + fault;
        BarSeries.Builder builder = BarSeries.builder(BarSize.ONE_MINUTE);

        assertThatThrownBy(() -> new Bar(OPEN, Price.of(open), Price.of(high), Price.of(low), Price.of(close), volume))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> builder.add(
                        OPEN.getEpochSecond(),
                        Price.of(open).units(),
                        Price.of(high).units(),
                        Price.of(low).units(),
                        Price.of(close).units(),
                        volume))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(builder.size()).isZero();
    }

    @Test
    void refusesBarsOutOfOrder() {
        BarSeries.Builder builder = BarSeries.builder(BarSize.ONE_MINUTE).add(bar(OPEN.plusSeconds(60)));

        assertThatThrownBy(() -> builder.add(bar(OPEN.plusSeconds(60))))
                .hasMessage("bar at 2026-11-20T14:31:00Z repeats the bar before it");
        assertThatThrownBy(() -> builder.add(bar(OPEN)))
                .hasMessage("bar at 2026-11-20T14:30:00Z comes before the bar before it");
        assertThat(builder.build().size()).isEqualTo(1);
    }

    @Test
    void keepsWhatItBuiltApartFromItsBuilder() {
        BarSeries.Builder builder = BarSeries.builder(BarSize.ONE_MINUTE).add(bar(OPEN));
        BarSeries first = builder.build();

        BarSeries second = builder.add(bar(OPEN.minusSeconds(60))).build();

        assertThat(first.start(0)).isEqualTo(OPEN);
        assertThat(second.start(0)).isEqualTo(OPEN.minusSeconds(60));
    }

    @Test
    void saysWhetherItIsDelayed() {
        assertThat(BarSeries.builder(BarSize.ONE_HOUR).add(bar(OPEN)).build().delayed())
                .isFalse();
        BarSeries late =
                BarSeries.builder(BarSize.ONE_HOUR).delayed().add(bar(OPEN)).build();
        assertThat(late.delayed()).isTrue();
        assertThat(late.slice(0, 0).delayed()).isTrue();
        assertThat(late.barSize()).isEqualTo(BarSize.ONE_HOUR);
    }

    private static Bar bar(Instant start) {
        return new Bar(start, Price.of("10"), Price.of("12"), Price.of("8"), Price.of("11"), 5);
    }

    private static BarSeries series(List<Bar> bars) {
        BarSeries.Builder builder = BarSeries.builder(BarSize.ONE_MINUTE);
        bars.forEach(builder::add);
        return builder.build();
    }

    /** Possible bars with gaps between them. */
    private static List<Bar> random(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<Bar> bars = new ArrayList<>();
        Instant start = OPEN;
        for (int i = 0; i < count; i++) {
            long low = random.nextLong(1, 50_000_000_000L);
            long high = low + random.nextLong(1_000_000_000L);
            bars.add(new Bar(
                    start,
                    Price.ofUnits(random.nextLong(low, high + 1)),
                    Price.ofUnits(high),
                    Price.ofUnits(low),
                    Price.ofUnits(random.nextLong(low, high + 1)),
                    random.nextLong(1_000_000)));
            start = start.plusSeconds(60L * random.nextInt(1, 4));
        }
        return bars;
    }
}
