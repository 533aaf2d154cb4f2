package dev.ibkrbot.broker.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceGridTest {
    @ParameterizedTest
    @Tag("BR3")
    @CsvSource({
        // class,  entry, change, direction, on the grid
        "PENNY,    3.50,  30,     UP,        4.55",
        "PENNY,    3.55,  30,     UP,        4.65",
        "PENNY,    3.55,  -20,    DOWN,      2.84",
        "STANDARD, 3.50,  30,     UP,        4.60",
    })
    void putsExitsOnTheGridWithoutMakingThemMoreAggressive(
            String gridClass, String entry, String change, RoundingDirection direction, String expected) {
        PriceGrid grid = gridClass.equals("PENNY") ? PriceGrid.PENNY_CLASS : PriceGrid.STANDARD_CLASS;
        Price exit = Price.of(entry).increasedBy(Percent.of(change), direction);

        assertThat(grid.round(exit, direction)).isEqualTo(Price.of(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "2.999,  DOWN,      2.99",
        "2.999,  UP,        3.00",
        "3.00,   DOWN,      3.00",
        "3.001,  UP,        3.05",
        "3.0499, DOWN,      3.00",
        "3.025,  HALF_EVEN, 3.00",
        "3.075,  HALF_EVEN, 3.10",
        "0.001,  DOWN,      0.00",
        "0.001,  UP,        0.01",
        "-0.001, DOWN,      -0.01",
        "-3.01,  DOWN,      -3.05",
        "-3.01,  UP,        -3.00",
    })
    void roundsAcrossTheEdgeOfItsBands(String price, RoundingDirection direction, String expected) {
        assertThat(PriceGrid.PENNY_CLASS.round(Price.of(price), direction)).isEqualTo(Price.of(expected));
    }

    @Test
    void findsTheNearestLegalPriceInItsDirection() {
        SplittableRandom random = new SplittableRandom(1);
        for (PriceGrid grid : List.of(PriceGrid.CENT, PriceGrid.PENNY_CLASS, PriceGrid.STANDARD_CLASS)) {
            for (int i = 0; i < 20_000; i++) {
                Price price = Price.ofUnits(random.nextLong(-600_000_000, 600_000_000));
                BigDecimal exact = new BigDecimal(price.toString());
                BigDecimal step = new BigDecimal(grid.incrementAt(price).toString());

                for (RoundingMode mode : List.of(RoundingMode.FLOOR, RoundingMode.CEILING, RoundingMode.HALF_EVEN)) {
                    Price rounded = grid.round(price, direction(mode));
                    assertThat(new BigDecimal(rounded.toString()))
                            .isEqualByComparingTo(exact.divide(step, 0, mode).multiply(step));
                    assertThat(grid.isLegal(rounded)).isTrue();
                    assertThat(grid.round(rounded, direction(mode))).isEqualTo(rounded);
                }
            }
        }
    }

    @Test
    void knowsTheLegalPrices() {
        assertThat(PriceGrid.PENNY_CLASS.isLegal(Price.of("2.99"))).isTrue();
        assertThat(PriceGrid.PENNY_CLASS.isLegal(Price.of("3.01"))).isFalse();
        assertThat(PriceGrid.PENNY_CLASS.isLegal(Price.of("-3.05"))).isTrue();
        assertThat(PriceGrid.STANDARD_CLASS.isLegal(Price.of("2.95"))).isTrue();
        assertThat(PriceGrid.STANDARD_CLASS.isLegal(Price.of("3.05"))).isFalse();
        assertThat(PriceGrid.CENT.isLegal(Price.of("0.005"))).isFalse();
    }

    @Test
    void refusesBandsThatLeavePricesUndefined() {
        assertThatThrownBy(() -> PriceGrid.of("1", "0.01")).hasMessageStartingWith("the first band");
        assertThatThrownBy(() -> PriceGrid.of()).hasMessageStartingWith("the first band");
        assertThatThrownBy(() -> PriceGrid.of("0", "0.01", "0", "0.05"))
                .hasMessageStartingWith("bands are not ascending");
        assertThatThrownBy(() -> PriceGrid.of("0", "0.01", "3")).hasMessageStartingWith("a band without increment");
        assertThatThrownBy(() -> PriceGrid.of("0", "0")).hasMessage("no legal band: from 0.00 by 0.00");
        assertThatThrownBy(() -> PriceGrid.of("0", "0.01", "3.01", "0.05"))
                .hasMessage("no legal band: from 3.01 by 0.05");
    }

    @ParameterizedTest
    @CsvSource({
        "0.995,  UP,        1.00",
        "0.995,  DOWN,      0.99",
        "0.996,  HALF_EVEN, 1.00",
        "-0.995, DOWN,      -1.00",
        "-0.995, UP,        -0.99",
        "-0.994, HALF_EVEN, -0.99",
        "1.01,   DOWN,      1.00",
    })
    void stopsAtTheEdgeOfABandThatItsStepsMiss(String price, RoundingDirection direction, String expected) {
        PriceGrid threesThenFives = PriceGrid.of("0", "0.03", "1", "0.05");

        Price rounded = threesThenFives.round(Price.of(price), direction);

        assertThat(rounded).isEqualTo(Price.of(expected));
        assertThat(threesThenFives.isLegal(rounded)).isTrue();
    }

    private static RoundingDirection direction(RoundingMode mode) {
        return switch (mode) {
            case FLOOR -> RoundingDirection.DOWN;
            case CEILING -> RoundingDirection.UP;
            default -> RoundingDirection.HALF_EVEN;
        };
    }
}
