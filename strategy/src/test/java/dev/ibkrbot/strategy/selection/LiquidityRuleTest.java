package dev.ibkrbot.strategy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.trade.SelectionFunnel.Rejection;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiquidityRuleTest {
    @ParameterizedTest
    @Tag("LQ")
    @CsvSource({
        "2.45,  2.55,  10000, 2, ''",
        "2.0,   3.0,   10000, 2, spread",
        "2.45,  2.55,  50,    2, volume",
        "'',    2.55,  10000, 2, no_bid",
        "2.45,  '',    10000, 2, no_ask",
        "2.495, 2.505, 10000, 1, ''",
    })
    void acceptsWhatCanBeTraded(String bid, String ask, long volume, String maxSpread, String rule) {
        assertThat(ruleOf(bid, ask, volume, maxSpread)).isEqualTo(rule);
    }

    @ParameterizedTest
    @Tag("LQ")
    @ValueSource(strings = {"0", "-2.45"})
    void cannotBeGivenABidThatIsNotPositive(String bid) {
        assertThatThrownBy(() -> Options.quote(Options.call("455"), bid, "2.55", 10_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bid");
    }

    @ParameterizedTest
    @Tag("OP11")
    @CsvSource({"0.10, 0.20, ''", "10.00, 10.20, ''", "10.00, 10.21, spread"})
    void acceptsANarrowSpreadInMoneyOrInPercent(String bid, String ask, String rule) {
        assertThat(ruleOf(bid, ask, 5000, "2")).isEqualTo(rule);
    }

    @Test
    @Tag("OP12")
    void takesTenCentsForTenCents() {
        assertThat(ruleOf("2.40", "2.50", 5000, "2")).isEmpty();
        assertThat(ruleOf("2.40", "2.51", 5000, "2")).isEqualTo("spread");
    }

    @Test
    @Tag("OP13")
    void refusesACrossedQuote() {
        assertThat(ruleOf("2.5", "2.4", 5000, "2")).isEqualTo("crossed");
    }

    @Test
    void takesAnUnknownVolumeForNone() {
        Quote quote = new Quote(
                Options.call("455"),
                Optional.of(Price.of("2.45")),
                Optional.of(Price.of("2.55")),
                Optional.empty(),
                OptionalLong.empty(),
                Options.AS_OF,
                DataQuality.LIVE);

        assertThat(LiquidityRule.DEFAULT.rejection(quote)).contains(new Rejection("volume", "at least 100", "unknown"));
        assertThat(new LiquidityRule(Price.of("0.10"), Percent.of("2"), 0).rejection(quote))
                .isEmpty();
    }

    @Test
    void saysLimitAndActualOfTheSpread() {
        Quote quote = Options.quote(Options.call("455"), "10.00", "10.21", 5000).quote();

        assertThat(LiquidityRule.DEFAULT.rejection(quote))
                .contains(new Rejection("spread", "at most 0.10 or 2%", "0.21 or 2.0782%"));
    }

    private static String ruleOf(String bid, String ask, long volume, String maxSpread) {
        LiquidityRule rule = new LiquidityRule(Price.of("0.10"), Percent.of(maxSpread), 100);
        Quote quote = Options.quote(Options.call("455"), bid, ask, volume).quote();
        return rule.rejection(quote).map(Rejection::rule).orElse("");
    }
}
