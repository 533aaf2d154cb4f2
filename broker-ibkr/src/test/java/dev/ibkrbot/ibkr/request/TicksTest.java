package dev.ibkrbot.ibkr.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    private static final Instant NOW = Instant.parse("2026-11-18T15:30:00Z");
    private static final OptionContract CALL =
            OptionContract.equity(new Symbol("SPY"), LocalDate.of(2026, 11, 27), Price.of("600"), Right.CALL);

    private static OptionQuote told(double vol, double delta, double gamma, double vega, double theta) {
        Ticks ticks = new Ticks();
        ticks.price(new MarketMessage.TickPrice(1, 1, 5.05, 3, 0), NOW);
        ticks.greeks(new MarketMessage.TickGreeks(1, 13, 0, vol, delta, 5.1, 0, gamma, vega, theta, 600.5), NOW);
        return ticks.optionQuote(CALL);
    }

    @ParameterizedTest
    @Tag("D05")
    @CsvSource({"49, 1, FROZEN", "49, 2, FROZEN", "90, 1, FROZEN", "49, 0, LIVE", "49, -1, LIVE", "23, 1, LIVE"})
    void takesNothingForLiveWhileTradingIsHalted(int type, double value, DataQuality quality) {
        Ticks ticks = new Ticks();
        ticks.price(new MarketMessage.TickPrice(1, 1, 5.05, 3, 0), NOW);
        ticks.number(new MarketMessage.TickGeneric(1, type, value));
        assertThat(ticks.quote(CALL).quality()).isEqualTo(quality);
        ticks.number(new MarketMessage.TickGeneric(1, 49, 0));
        ticks.number(new MarketMessage.TickGeneric(1, 90, 0));
        assertThat(ticks.quote(CALL).quality()).isEqualTo(DataQuality.LIVE);
    }

    @Test
    void takesTheModelsGreeks() {
        OptionQuote quote = told(0.2, 0.51, 0.02, 0.45, -0.15);
        assertThat(quote.greeks()).contains(Greeks.ofPointsAndDays(0.51, 0.02, 0.45, -0.15, 0));
        assertThat(quote.impliedVol()).hasValue(0.2);
        assertThat(quote.quote().bid()).contains(Price.of("5.05"));
        assertThat(quote.quote().ask()).isEmpty();
        assertThat(quote.openInterest()).isEmpty();
    }

    @ParameterizedTest
    @Tag("D10")
    @CsvSource({
        "-2, 0.02, 0.45, -0.15",
        "NaN, 0.02, 0.45, -0.15",
        "1.7976931348623157E308, 0.02, 0.45, -0.15",
        "0.5, NaN, 0.45, -0.15",
        "0.5, 0.02, 1.7976931348623157E308, -0.15",
        "0.5, 0.02, 0.45, Infinity",
    })
    void takesHalfASetOfGreeksForNone(double delta, double gamma, double vega, double theta) {
        assertThat(told(0.2, delta, gamma, vega, theta).greeks()).isEmpty();
    }

    @ParameterizedTest
    @Tag("D10")
    @CsvSource({"-1", "0", "NaN", "Infinity", "1.7976931348623157E308"})
    void takesNoVolatilityThatCannotBe(double vol) {
        assertThat(told(vol, 0.5, 0.02, 0.45, -0.15).impliedVol()).isEmpty();
    }

    /** The gateway's end of a snapshot decides where it never says when the level was. */
    @ParameterizedTest
    @CsvSource({
        "45, 1795015740, 2026-11-18T15:29:00Z, true",
        "88, 1795015740, 2026-11-18T15:29:00Z, true",
        "45, 1795015860, 2026-11-18T15:30:00Z, true",
        "45, soon, 2026-11-18T15:30:00Z, false",
        "48, 1795015740, 2026-11-18T15:30:00Z, false",
    })
    void takesAnIndexForAsOldAsItsLevel(int type, String text, Instant asOf, boolean complete) {
        Index index = new Index(new Symbol("VIX"), Currency.USD);
        Ticks ticks = new Ticks();
        ticks.type(new MarketMessage.DataType(1, 1));
        ticks.price(new MarketMessage.TickPrice(1, 4, 17.24, 0, 0), NOW);
        assertThat(ticks.isCompleteIndex()).isFalse();
        ticks.text(new MarketMessage.TickText(1, type, text));
        assertThat(ticks.isCompleteIndex()).isEqualTo(complete);
        assertThat(ticks.quote(index))
                .isEqualTo(new Quote(
                        index,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Price.of("17.24")),
                        OptionalLong.empty(),
                        asOf,
                        DataQuality.LIVE));
        assertThat(ticks.quote(CALL).asOf()).isEqualTo(NOW);
    }
}
