package dev.ibkrbot.broker.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.ExerciseStyle;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every figure worked out on paper from the published rules; the underlying stands at 100 unless it says otherwise. */
class RegTTest {
    private static final Symbol XYZ = new Symbol("XYZ");
    private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 18);
    private static final LocalDate JANUARY = LocalDate.of(2027, 1, 15);

    private static Holding stock(long shares) {
        return new Holding(new Stock(XYZ, Currency.USD), Quantity.of(shares), Price.of("100"));
    }

    private static Holding option(long contracts, String strike, Right right, LocalDate expiration, String mark) {
        return new Holding(
                OptionContract.equity(XYZ, expiration, Price.of(strike), right),
                Quantity.of(contracts),
                Price.of(mark));
    }

    private static Holding call(long contracts, String strike, String mark) {
        return option(contracts, strike, Right.CALL, DECEMBER, mark);
    }

    private static Holding put(long contracts, String strike, String mark) {
        return option(contracts, strike, Right.PUT, DECEMBER, mark);
    }

    private static void assertNeeds(String initial, String maintenance, Holding... holdings) {
        assertThat(RegT.of(List.of(holdings), Price.of("100"), Currency.USD))
                .isEqualTo(new MarginRequirement(Money.usd(initial), Money.usd(maintenance)));
    }

    @Test
    void needsNothingForNothingAndForWhatIsPaid() {
        assertNeeds("0", "0");
        assertNeeds("0", "0", call(3, "105", "2"), put(1, "90", "1"));
    }

    @Test
    void needsPartOfTheStock() {
        assertNeeds("5000", "2500", stock(100));
        assertNeeds("5000", "3000", stock(-100));
    }

    @Test
    void needsAFifthOfTheUnderlyingForANakedOption() {
        // Call 105: 2 + 20 - 5 = 17; at the floor, 120: 0.5 + max(0, 10).
        assertNeeds("1700", "1700", call(-1, "105", "2"));
        assertNeeds("1050", "1050", call(-1, "120", "0.50"));
        // Put 95: 1.5 + 20 - 5 = 16.5; put 85: 0.4 + max(5, 8.5).
        assertNeeds("3300", "3300", put(-2, "95", "1.50"));
        assertNeeds("890", "890", put(-1, "85", "0.40"));
        // In the money nothing is taken off: 11 + 20.
        assertNeeds("3100", "3100", call(-1, "90", "11"));
    }

    @Test
    void needsLessForAnIndexOption() {
        OptionContract index = new OptionContract(
                new Symbol("SPX"),
                DECEMBER,
                Price.of("105"),
                Right.CALL,
                100,
                "SPXW",
                ExerciseStyle.EUROPEAN,
                Settlement.CASH_PM,
                Currency.USD);
        Holding written = new Holding(index, Quantity.of(-1), Price.of("2"));
        // 2 + max(15 - 5, 10).
        assertNeeds("1200", "1200", written);
    }

    @Test
    void needsOnlyTheSharesForACoveredCall() {
        assertNeeds("5000", "2500", stock(100), call(-1, "105", "2"));
        // Called away at 90: half of 9000, and the 1000 that are not ours.
        assertNeeds("5500", "3250", stock(100), call(-1, "90", "11"));
        // A second call is naked.
        assertNeeds("6700", "4200", stock(100), call(-2, "105", "2"));
        assertNeeds("6700", "4200", stock(199), call(-2, "105", "2"), stock(-99));
    }

    @Test
    void needsWhatTheStrikesOfAVerticalCanCost() {
        assertNeeds("500", "500", put(-1, "95", "1.5"), put(1, "90", "0.6"));
        assertNeeds("0", "0", put(-1, "90", "0.6"), put(1, "95", "1.5"));
        assertNeeds("1000", "1000", call(-2, "105", "2"), call(2, "110", "1"));
        // One is left naked: 500 + 1700.
        assertNeeds("2200", "2200", call(-2, "105", "2"), call(1, "110", "1"));
        // A spread wider than the naked requirement is not one.
        assertNeeds("1700", "1700", call(-1, "105", "2"), call(1, "150", "0.1"));
    }

    @Test
    void takesOnlyAnOptionThatLastsAsLong() {
        Holding written = option(-1, "105", Right.CALL, JANUARY, "3");
        Holding before = option(1, "110", Right.CALL, DECEMBER, "1");
        Holding after = option(1, "110", Right.CALL, LocalDate.of(2027, 2, 19), "3");
        assertNeeds("1800", "1800", written, before);
        assertNeeds("500", "500", written, after);
    }

    @Test
    void countsOneSideOfAnIronCondorOrAStrangle() {
        // Wings of 5 and 10: the greater.
        assertNeeds(
                "1000", "1000", put(-1, "90", "1"), put(1, "80", "0.3"), call(-1, "110", "1"), call(1, "115", "0.5"));
        // Call 105 needs 1700, put 95 1650; the put's mark comes on top.
        assertNeeds("1850", "1850", call(-1, "105", "2"), put(-1, "95", "1.50"));
        // Another expiration is another risk: 1700 + 1650.
        assertNeeds("3350", "3350", call(-1, "105", "2"), option(-1, "95", Right.PUT, JANUARY, "1.50"));
    }

    @Test
    void coversAPutByStockSoldShort() {
        assertNeeds("5000", "3000", stock(-100), put(-1, "95", "1.50"));
        assertNeeds("5500", "3500", stock(-100), put(-1, "105", "6"));
    }

    @Test
    void setsAllTheCashAsideForACashSecuredPut() {
        OptionContract put = OptionContract.equity(XYZ, DECEMBER, Price.of("95"), Right.PUT);
        assertThat(RegT.cashSecured(put, Quantity.of(-2))).isEqualTo(Money.usd("19000"));
        assertThatThrownBy(() -> RegT.cashSecured(
                        OptionContract.equity(XYZ, DECEMBER, Price.of("95"), Right.CALL), Quantity.ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAPriceThatIsNone() {
        assertThatThrownBy(() -> RegT.of(List.of(), Price.ZERO, Currency.USD))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
