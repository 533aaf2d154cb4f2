package dev.ibkrbot.execution.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.expiry.Expiry;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two put verticals of 95 over 90 were sold; how they end with the underlying here. */
class EndedLegsTest {
    private static final Instant AT = Instant.parse("2026-11-20T21:00:00Z");
    private static final OptionContract NEAR = put("95");
    private static final OptionContract FAR = put("90");
    private static final Combo VERTICAL =
            new Combo(new Symbol("SPY"), Currency.USD, List.of(new Combo.Leg(NEAR, 1), new Combo.Leg(FAR, -1)));

    private static OptionContract put(String strike) {
        return OptionContract.equity(new Symbol("SPY"), LocalDate.of(2026, 11, 20), Price.of(strike), Right.PUT);
    }

    private static OptionSettlement end(OptionContract option, long held, String spot) {
        return Expiry.settlement(new ExecutionId(option.toString()), option, Quantity.of(held), Price.of(spot), AT);
    }

    @ParameterizedTest
    @CsvSource({
        // both in the money: the shares come and go; one: they stay at their strike; none: nothing
        "85, -1000, ASSIGNED",
        "93,     0, ASSIGNED",
        "97,     0, EXPIRED",
    })
    void endsWithTheLastLegAtWhatAllOfThemBrought(String spot, String value, OptionSettlement.Kind kind) {
        EndedLegs legs = new EndedLegs(VERTICAL);
        Quantity sold = Quantity.of(-2);
        assertThat(legs.left(sold))
                .containsExactly(
                        new Position(NEAR, Quantity.of(-2), Price.ZERO), new Position(FAR, Quantity.of(2), Price.ZERO));

        legs.add(end(NEAR, -2, spot), Quantity.of(2));
        assertThat(legs.left(sold)).containsExactly(new Position(FAR, Quantity.of(2), Price.ZERO));

        legs.add(end(FAR, 2, spot), Quantity.of(2));
        assertThat(legs.left(sold)).isEmpty();
        assertThat(legs.value()).isEqualTo(Money.usd(value));
        assertThat(legs.kind()).isEqualTo(kind);
    }
}
