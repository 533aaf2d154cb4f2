package dev.ibkrbot.risk.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionSizerTest {
    @ParameterizedTest
    @Tag("PS1")
    @CsvSource("100000, 0.01, 0.2, 2.5, 20")
    void multipliesByTheContract(String equity, String risk, String stop, String premium, long contracts) {
        assertThat(byRisk(equity, risk, stop, premium)).isEqualTo(Quantity.of(contracts));
    }

    @ParameterizedTest
    @Tag("PS2")
    @CsvSource({
        "100000, 0.01, 0.5,  2.5,  8",
        "25000,  0.01, 0.2,  1.2,  10",
        "100000, 0.01, 0.2,  0.05, 1000",
        "5000,   0.01, 0.2,  4,    0",
        "100000, 0.10, 0.2,  2.5,  200",
        "600,    0.03, 0.25, 0.85, 0",
        "600,    0.03, 0.25, 0.50, 1",
        "0,      0.01, 0.2,  2.5,  0",
        "100000, 0.01, 0.2,  0,    0",
    })
    void roundsDownAndNeverForcesOne(String equity, String risk, String stop, String premium, long contracts) {
        assertThat(byRisk(equity, risk, stop, premium)).isEqualTo(Quantity.of(contracts));
    }

    @Test
    @Tag("PS3")
    void neverGivesLessToMoreEquity() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5_000; i++) {
            Price price = Price.ofUnits(random.nextLong(1, 5_000_000_000L));
            Percent stop = Percent.ofFractionUnits(random.nextLong(1, 100_000_001));
            Money less = Money.ofUnits(random.nextLong(0, 10_000_000_000_000L), Currency.USD);
            Money more = less.plus(Money.ofUnits(random.nextLong(0, 10_000_000_000_000L), Currency.USD));

            assertThat(sizing(more, more, price, stop).quantity())
                    .isGreaterThanOrEqualTo(sizing(less, less, price, stop).quantity());
        }
    }

    @Test
    void agreesWithDecimalArithmeticAndStaysWithinEveryCap() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 10_000; i++) {
            Money equity = Money.ofUnits(random.nextLong(1, 100_000_000_000_000L), Currency.USD);
            Money cash = Money.ofUnits(random.nextLong(-1_000_000_000L, 100_000_000_000_000L), Currency.USD);
            Price price = Price.ofUnits(random.nextLong(1, 5_000_000_000L));
            Percent stop = Percent.ofFractionUnits(random.nextLong(1, 100_000_001));

            BigDecimal cost = new BigDecimal(price.toString()).multiply(BigDecimal.valueOf(100));
            BigDecimal worth = new BigDecimal(equity.amount());
            BigDecimal byRisk = worth.multiply(new BigDecimal("0.01"))
                    .divide(cost.multiply(new BigDecimal(stop.fraction())), 0, RoundingMode.DOWN);
            BigDecimal byPosition = worth.multiply(new BigDecimal("0.2")).divide(cost, 0, RoundingMode.DOWN);
            BigDecimal byCash = new BigDecimal(cash.amount())
                    .max(BigDecimal.ZERO)
                    .divide(cost.add(BigDecimal.ONE), 0, RoundingMode.DOWN);

            assertThat(sizing(equity, cash, price, stop).quantity().wholeExact())
                    .isEqualTo(byRisk.min(byPosition).min(byCash).longValueExact());
        }
    }

    @Test
    void cutsTheRiskSizeToThePositionCap() {
        SizingRequest tenPercentRisk = new SizingRequest(
                Money.usd("100000"),
                Money.usd("100000"),
                Percent.of("10"),
                Percent.of("20"),
                Optional.empty(),
                Price.of("2.50"),
                100,
                Percent.of("20"),
                Money.usd("1"));

        Sizing sizing = PositionSizer.size(tenPercentRisk);

        assertThat(sizing)
                .isEqualTo(new Sizing(
                        List.of(
                                new Allowance(Cap.RISK, Money.usd("10000"), Money.usd("50"), Quantity.of(200)),
                                new Allowance(Cap.POSITION, Money.usd("20000"), Money.usd("250"), Quantity.of(80)),
                                new Allowance(Cap.CASH, Money.usd("100000"), Money.usd("251"), Quantity.of(398))),
                        Optional.empty()));
        assertThat(sizing.quantity()).isEqualTo(Quantity.of(80));
        assertThat(sizing.boundBy()).isEqualTo(Cap.POSITION);
    }

    @Test
    void reservesTheFeeFromCash() {
        Sizing exact = sizing(Money.usd("100000"), Money.usd("5020"), Price.of("2.50"), Percent.of("20"));
        Sizing centShort = sizing(Money.usd("100000"), Money.usd("5019.99"), Price.of("2.50"), Percent.of("20"));

        assertThat(exact.quantity()).isEqualTo(Quantity.of(20));
        assertThat(exact.boundBy()).isEqualTo(Cap.RISK);
        assertThat(centShort.quantity()).isEqualTo(Quantity.of(19));
        assertThat(centShort.boundBy()).isEqualTo(Cap.CASH);
    }

    @Test
    void losesTheWholePremiumWithoutStop() {
        assertThat(byRisk("100000", "0.01", "1", "2.5")).isEqualTo(Quantity.of(4));
    }

    @Test
    void keepsTheHardMaximum() {
        SizingRequest atMostThree = new SizingRequest(
                Money.usd("100000"),
                Money.usd("100000"),
                Percent.of("1"),
                Percent.of("20"),
                Optional.of(Quantity.of(3)),
                Price.of("2.50"),
                100,
                Percent.of("20"),
                Money.usd("0"));

        assertThat(PositionSizer.size(atMostThree).quantity()).isEqualTo(Quantity.of(3));
        assertThat(PositionSizer.size(atMostThree).boundBy()).isEqualTo(Cap.COUNT);
    }

    @Test
    void givesNothingOnAMarginCall() {
        Sizing sizing = sizing(Money.usd("100000"), Money.usd("-1"), Price.of("2.50"), Percent.of("20"));

        assertThat(sizing.quantity()).isEqualTo(Quantity.ZERO);
        assertThat(sizing.boundBy()).isEqualTo(Cap.CASH);
    }

    private static Quantity byRisk(String equity, String risk, String stop, String premium) {
        return PositionSizer.byRisk(
                Money.usd(equity), Percent.ofFraction(risk), Price.of(premium), 100, Percent.ofFraction(stop));
    }

    private static Sizing sizing(Money equity, Money cash, Price price, Percent stop) {
        return PositionSizer.size(new SizingRequest(
                equity, cash, Percent.of("1"), Percent.of("20"), Optional.empty(), price, 100, stop, Money.usd("1")));
    }
}
