package dev.ibkrbot.broker.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class QuoteTest {
    private static final Instant AT = Instant.parse("2026-11-20T15:00:00Z");
    private static final OptionContract CALL =
            OptionContract.equity(new Symbol("SPY"), LocalDate.of(2026, 11, 27), Price.of("100"), Right.CALL);

    @Test
    void computesMidAndSpreadExactly() {
        Quote quote = quote(Optional.of("2.40"), Optional.of("2.50"));

        assertThat(quote.isTwoSided()).isTrue();
        assertThat(quote.mid()).contains(Price.of("2.45"));
        assertThat(quote.spread()).contains(Price.of("0.10"));
    }

    @Test
    void hasNoMidOfOneSideOrCrossedSides() {
        for (Quote quote : new Quote[] {
            quote(Optional.empty(), Optional.of("2.50")),
            quote(Optional.of("2.40"), Optional.empty()),
            quote(Optional.of("2.51"), Optional.of("2.50"))
        }) {
            assertThat(quote.isTwoSided()).isFalse();
            assertThat(quote.mid()).isEmpty();
            assertThat(quote.spread()).isEmpty();
        }
        assertThat(quote(Optional.of("2.50"), Optional.of("2.50")).mid()).contains(Price.of("2.50"));
    }

    @Test
    void agesWithTheClock() {
        Quote quote = quote(Optional.of("2.40"), Optional.of("2.50"));

        assertThat(quote.age(AT.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(quote.age(AT.minusMillis(1))).isEqualTo(Duration.ofMillis(-1));
    }

    @Test
    void refusesPricesThatFeedsSendForNothing() {
        assertThatThrownBy(() -> quote(Optional.of("0"), Optional.of("2.50"))).hasMessage("bid is not positive: 0.00");
        assertThatThrownBy(() -> quote(Optional.of("2.40"), Optional.of("-1")))
                .hasMessage("ask is not positive: -1.00");
        assertThatThrownBy(() -> new Quote(
                        CALL,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.of(-1),
                        AT,
                        DataQuality.LIVE))
                .hasMessage("volume is negative: -1");
    }

    @Test
    void keepsAPremiumWithItsContract() {
        Quote underlying = new Quote(
                Stock.of("SPY"),
                Optional.of(Price.of("100")),
                Optional.of(Price.of("100.01")),
                Optional.empty(),
                OptionalLong.empty(),
                AT,
                DataQuality.LIVE);

        assertThatThrownBy(() -> new OptionQuote(
                        CALL, underlying, OptionalLong.empty(), OptionalDouble.empty(), Optional.empty()))
                .hasMessage("quote of SPY given for SPY 20261127 C 100.00");
    }

    @Test
    void refusesAVolatilityThatIsNone() {
        Quote quote = quote(Optional.of("2.40"), Optional.of("2.50"));
        for (double vol : new double[] {0, -0.2, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new OptionQuote(
                            CALL, quote, OptionalLong.empty(), OptionalDouble.of(vol), Optional.empty()))
                    .hasMessage("implied volatility is not positive: " + vol);
        }
    }

    private static Quote quote(Optional<String> bid, Optional<String> ask) {
        return new Quote(
                CALL,
                bid.map(Price::of),
                ask.map(Price::of),
                Optional.empty(),
                OptionalLong.empty(),
                AT,
                DataQuality.LIVE);
    }
}
