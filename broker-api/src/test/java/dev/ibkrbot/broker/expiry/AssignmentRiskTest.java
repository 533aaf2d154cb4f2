package dev.ibkrbot.broker.expiry;

import static dev.ibkrbot.broker.expiry.AssignmentRisk.DIVIDEND;
import static dev.ibkrbot.broker.expiry.AssignmentRisk.IN_THE_MONEY;
import static dev.ibkrbot.broker.expiry.AssignmentRisk.NO_TIME_VALUE;
import static dev.ibkrbot.broker.expiry.AssignmentRisk.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssignmentRiskTest {
    private static final Symbol XYZ = new Symbol("XYZ");
    /** The day after Thanksgiving ends at 13:00 in New York, 18:00 UTC. */
    private static final LocalDate HALF_DAY = LocalDate.of(2026, 11, 27);

    private static OptionContract option(Right right, String strike, LocalDate expiration) {
        return OptionContract.equity(XYZ, expiration, Price.of(strike), right);
    }

    private static Set<AssignmentRisk> risks(Right right, String spot, String mark, String dividend, String now) {
        return AssignmentRisk.of(
                option(right, "100", HALF_DAY),
                Price.of(spot),
                mark.isEmpty() ? Optional.empty() : Optional.of(Price.of(mark)),
                Price.of(dividend),
                MarketCalendar.nyse(),
                Instant.parse(now));
    }

    @Test
    void warnsFromTheSessionBeforeTheLast() {
        // The session before the half day is Wednesday: Thursday is a holiday.
        assertThat(risks(Right.PUT, "97", "", "0", "2026-11-24T20:00:00Z")).isEmpty();
        assertThat(risks(Right.PUT, "97", "", "0", "2026-11-25T15:00:00Z")).containsExactly(IN_THE_MONEY);
        assertThat(risks(Right.PUT, "100", "", "0", "2026-11-25T15:00:00Z")).isEmpty();
        assertThat(risks(Right.CALL, "100.01", "", "0", "2026-11-25T15:00:00Z")).containsExactly(IN_THE_MONEY);
    }

    @Test
    void warnsOfAPinInTheLastHourOfAHalfDay() {
        assertThat(risks(Right.CALL, "99.50", "", "0", "2026-11-27T16:59:59Z")).isEmpty();
        assertThat(risks(Right.CALL, "99.50", "", "0", "2026-11-27T17:00:00Z")).containsExactly(PIN);
        assertThat(risks(Right.CALL, "99.49", "", "0", "2026-11-27T17:00:00Z")).isEmpty();
        assertThat(risks(Right.CALL, "100.50", "", "0", "2026-11-27T17:30:00Z")).containsExactly(IN_THE_MONEY, PIN);
        assertThat(risks(Right.CALL, "99.50", "", "0", "2026-11-27T18:00:00Z")).isEmpty();
    }

    @Test
    void warnsOfWhatItsHolderWouldExerciseTonight() {
        assertThat(risks(Right.CALL, "105", "5.79", "0.80", "2026-11-20T15:00:00Z"))
                .containsExactly(DIVIDEND);
        assertThat(risks(Right.CALL, "105", "5.80", "0.80", "2026-11-20T15:00:00Z"))
                .isEmpty();
        assertThat(risks(Right.PUT, "80", "19.99", "0", "2026-11-20T15:00:00Z")).containsExactly(NO_TIME_VALUE);
        assertThat(risks(Right.PUT, "80", "20.00", "0", "2026-11-20T15:00:00Z")).isEmpty();
    }

    @Test
    void addsUpWhatIsOwedIfEverythingIsAssigned() {
        LocalDate later = HALF_DAY.plusDays(7);
        List<Position> positions = List.of(
                new Position(option(Right.PUT, "95", later), Quantity.of(-1), Price.of("1")),
                new Position(option(Right.PUT, "90", HALF_DAY), Quantity.of(-2), Price.of("1")),
                new Position(option(Right.CALL, "110", HALF_DAY), Quantity.of(-1), Price.of("1")),
                new Position(option(Right.CALL, "120", HALF_DAY), Quantity.of(3), Price.of("1")));
        Obligations owed = Obligations.of(positions);

        assertThat(owed.items())
                .containsExactly(
                        new Obligations.Item(
                                HALF_DAY,
                                XYZ,
                                Money.usd("-7000"),
                                Quantity.of(100),
                                Money.usd("18000"),
                                Quantity.of(100)),
                        new Obligations.Item(
                                later, XYZ, Money.usd("-9500"), Quantity.of(100), Money.usd("9500"), Quantity.ZERO));
        assertThat(owed.cashOwed(Currency.USD)).isEqualTo(Money.usd("27500"));
        assertThat(owed.sharesOwed(XYZ)).isEqualTo(Quantity.of(100));
    }
}
