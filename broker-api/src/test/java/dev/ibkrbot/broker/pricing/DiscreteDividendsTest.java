package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.pricing.DiscreteDividends.Payment;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscreteDividendsTest {
    /** J. Hull, "Options, Futures and Other Derivatives": 0.50 in two and in five months. */
    @Test
    void priceHullsExample() {
        DiscreteDividends dividends =
                new DiscreteDividends(List.of(new Payment(2.0 / 12, 0.5), new Payment(5.0 / 12, 0.5)));
        OptionInputs call = new OptionInputs(Right.CALL, 40, 40, 0.5, 0.09, 0);
        OptionInputs bare = dividends.escrow(call);
        assertThat(bare.spot()).isCloseTo(40 - 0.9742, within(5e-4));
        assertThat(EuropeanPricer.price(bare, 0.3)).isCloseTo(3.67, within(5e-3));
    }

    /** E. Haug, "The Complete Guide to Option Pricing Formulas": 2.00 in three and in six months. */
    @Test
    void priceHaugsExample() {
        DiscreteDividends dividends = new DiscreteDividends(List.of(new Payment(0.25, 2), new Payment(0.5, 2)));
        OptionInputs call = new OptionInputs(Right.CALL, 100, 90, 0.75, 0.1, 0);
        assertThat(EuropeanPricer.price(dividends.escrow(call), 0.25)).isCloseTo(15.6465, within(1e-4));
    }

    /** Roll, Geske and Whaley's formula for one dividend, the example of Haug's book: 4.3860. */
    @Test
    void priceAnAmericanCallExercisedBeforeItsDividend() {
        DiscreteDividends dividend = new DiscreteDividends(List.of(new Payment(0.25, 4)));
        OptionInputs call = new OptionInputs(Right.CALL, 80, 82, 1.0 / 3, 0.06, 0);
        assertThat(BinomialTree.american(call, dividend, 0.3, 2001)).isCloseTo(4.3860, within(1e-3));
        assertThat(EuropeanPricer.price(dividend.escrow(call), 0.3)).isLessThan(3.6);
    }

    @Test
    void countOnlyUntilExpiration() {
        DiscreteDividends past = new DiscreteDividends(List.of(new Payment(0, 5), new Payment(0.6, 5)));
        OptionInputs put = new OptionInputs(Right.PUT, 40, 40, 0.5, 0.09, 0);
        assertThat(past.escrow(put)).isEqualTo(put);
        assertThat(DiscreteDividends.NONE.escrow(put)).isEqualTo(put);
        assertThat(new DiscreteDividends(List.of(new Payment(0.5, 5)))
                        .escrow(put)
                        .spot())
                .isLessThan(40);
    }

    @Test
    void refuseWhatCannotBe() {
        OptionInputs call = new OptionInputs(Right.CALL, 10, 10, 1, 0, 0);
        assertThatThrownBy(() -> new DiscreteDividends(List.of(new Payment(0.5, 12))).escrow(call))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dividends of 12.0 are not below the spot 10.0");
        assertThatThrownBy(() -> new Payment(0.5, -1)).hasMessageStartingWith("amount is -1.0");
        assertThatThrownBy(() -> new Payment(Double.NaN, 1)).hasMessageStartingWith("yearsToExDate is NaN");
    }
}
