package dev.ibkrbot.broker.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);
    private static final Symbol SPX = new Symbol("SPX");

    @ParameterizedTest
    @ValueSource(strings = {"SPY", "BRK B", "BRK.B", "BF-B", "1A", "ABCDEFGHIJKL"})
    void acceptsSymbols(String text) {
        assertThat(new Symbol(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " SPY", "SPY ", "spy", "..", "A..B", ".A", "-A", "A/B", "A\\B", "ABCDEFGHIJKLM", "É"})
    void refusesWhatCouldLeaveAFolder(String text) {
        assertThatThrownBy(() -> new Symbol(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void makesStandardEquityOptions() {
        OptionContract option = OptionContract.equity(new Symbol("SPY"), FRIDAY, Price.of("450.5"), Right.CALL);

        assertThat(option)
                .isEqualTo(new OptionContract(
                        new Symbol("SPY"),
                        FRIDAY,
                        Price.of("450.50"),
                        Right.CALL,
                        100,
                        "SPY",
                        ExerciseStyle.AMERICAN,
                        Settlement.PHYSICAL,
                        Currency.USD))
                .hasToString("SPY 20261127 C 450.50");
    }

    @Test
    void tellsApartWhatSettlesDifferently() {
        OptionContract morning = index("SPX", Settlement.CASH_AM, 100);

        assertThat(morning)
                .isNotEqualTo(index("SPXW", Settlement.CASH_PM, 100))
                .isNotEqualTo(index("SPX", Settlement.CASH_PM, 100))
                .isNotEqualTo(index("SPX", Settlement.CASH_AM, 150));
    }

    @Test
    void refusesImpossibleOptions() {
        assertThatThrownBy(() -> OptionContract.equity(SPX, FRIDAY, Price.ZERO, Right.PUT))
                .hasMessage("strike is not positive: 0.00");
        assertThatThrownBy(() -> index("SPX", Settlement.CASH_AM, 0)).hasMessage("multiplier is not positive: 0");
        assertThatThrownBy(() -> index("spx", Settlement.CASH_AM, 100)).hasMessageStartingWith("trading class");
    }

    @Test
    void sortsAChainByStrikeThenRight() {
        OptionContract low = option("99", Right.CALL);
        OptionContract call = option("100", Right.CALL);
        OptionContract put = option("100", Right.PUT);

        OptionChain chain = new OptionChain(new Symbol("SPY"), FRIDAY, List.of(put, call, low));

        assertThat(chain.contracts()).containsExactly(low, call, put);
        assertThat(chain.of(Right.CALL)).containsExactly(low, call);
    }

    @Test
    void refusesStrangersAndRepeatsInAChain() {
        OptionContract call = option("100", Right.CALL);

        assertThatThrownBy(() -> new OptionChain(new Symbol("SPY"), FRIDAY, List.of(call, call)))
                .hasMessage("listed twice: SPY 20261127 C 100.00");
        assertThatThrownBy(() -> new OptionChain(new Symbol("QQQ"), FRIDAY, List.of(call)))
                .hasMessageContaining("is not in the chain QQQ");
        assertThatThrownBy(() -> new OptionChain(new Symbol("SPY"), FRIDAY.plusDays(1), List.of(call)))
                .hasMessageContaining("is not in the chain");
    }

    @Test
    void buildsCombosOfOneUnderlying() {
        Symbol spy = new Symbol("SPY");
        Combo covered = new Combo(
                spy,
                Currency.USD,
                List.of(new Combo.Leg(Stock.of("SPY"), 100), new Combo.Leg(option("100", Right.CALL), -1)));

        assertThat(covered.multiplier()).isEqualTo(100);
        assertThat(covered).hasToString("+100 SPY / -1 SPY 20261127 C 100.00");
        assertThatThrownBy(() -> new Combo(spy, Currency.USD, covered.legs().subList(0, 1)))
                .hasMessage("a combo has at least two legs, not 1");
        assertThatThrownBy(() -> new Combo(new Symbol("QQQ"), Currency.USD, covered.legs()))
                .hasMessageStartingWith("leg does not belong to a QQQ combo");
        assertThatThrownBy(() -> new Combo.Leg(Stock.of("SPY"), 0)).hasMessage("leg ratio is zero: SPY");
    }

    @Test
    void callsTheFunctionOfTheCaseAtHand() {
        List<Instrument> cases = List.of(
                Stock.of("SPY"),
                new Index(new Symbol("VIX"), Currency.USD),
                option("100", Right.CALL),
                new Combo(
                        new Symbol("SPY"),
                        Currency.USD,
                        List.of(
                                new Combo.Leg(option("100", Right.CALL), 1),
                                new Combo.Leg(option("101", Right.CALL), -1))));

        assertThat(cases.stream()
                        .map(it -> it.match(stock -> "stock", index -> "index", option -> "option", combo -> "combo"))
                        .toList())
                .containsExactly("stock", "index", "option", "combo");
    }

    private static OptionContract option(String strike, Right right) {
        return OptionContract.equity(new Symbol("SPY"), FRIDAY, Price.of(strike), right);
    }

    private static OptionContract index(String tradingClass, Settlement settlement, int multiplier) {
        return new OptionContract(
                SPX,
                FRIDAY,
                Price.of("5000"),
                Right.CALL,
                multiplier,
                tradingClass,
                ExerciseStyle.EUROPEAN,
                settlement,
                Currency.USD);
    }
}
