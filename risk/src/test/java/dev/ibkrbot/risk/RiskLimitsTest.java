package dev.ibkrbot.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RiskLimitsTest {
    @Test
    void hasTheDocumentedDefaults() {
        assertThat(RiskLimits.defaults())
                .isEqualTo(new RiskLimits(
                        Percent.of("1"),
                        Percent.of("15"),
                        Percent.of("20"),
                        Optional.empty(),
                        10,
                        6,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Percent.of("2"),
                        Money.usd("0"),
                        Money.usd("1"),
                        false,
                        Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100.000001"})
    void refusesSharesOutsideZeroToHundred(String percent) {
        assertThatThrownBy(() -> limits(percent, "1", "0", "1", Currency.USD, Duration.ofSeconds(5), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxRiskPerTrade is not above 0%% and up to 100%%: %s", Percent.of(percent));
    }

    @Test
    void namesWhatIsWrong() {
        Duration age = Duration.ofSeconds(5);
        assertThatThrownBy(() -> limits("1", "0.5", "0", "1", Currency.USD, age, 10))
                .hasMessage("maxContracts is not a positive whole number: 0.5");
        assertThatThrownBy(() -> limits("1", "0", "0", "1", Currency.USD, age, 10))
                .hasMessage("maxContracts is not a positive whole number: 0");
        assertThatThrownBy(() -> limits("1", "1", "-1", "1", Currency.USD, age, 10))
                .hasMessage("minCashReserve is negative: -1.00 USD");
        assertThatThrownBy(() -> limits("1", "1", "0", "1", new Currency("EUR"), age, 10))
                .hasMessage("minCashReserve and feePerContract differ in currency: 0.00 USD, 1.00 EUR");
        assertThatThrownBy(() -> limits("1", "1", "0", "1", Currency.USD, Duration.ZERO, 10))
                .hasMessage("maxQuoteAge is not positive: PT0S");
        assertThatThrownBy(() -> limits("1", "1", "0", "1", Currency.USD, age, 0))
                .hasMessage("maxOpenPositions is not positive: 0");
    }

    private static RiskLimits limits(
            String riskPercent,
            String maxContracts,
            String reserve,
            String fee,
            Currency feeCurrency,
            Duration quoteAge,
            int maxOpenPositions) {
        return new RiskLimits(
                Percent.of(riskPercent),
                Percent.of("15"),
                Percent.of("20"),
                Optional.of(Quantity.of(maxContracts)),
                maxOpenPositions,
                6,
                quoteAge,
                Duration.ofMinutes(5),
                Percent.of("2"),
                Money.usd(reserve),
                Money.of(fee, feeCurrency),
                false,
                Duration.ofSeconds(5));
    }
}
