package dev.ibkrbot.strategy.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.value.Price;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneynessTest {
    @ParameterizedTest
    @Tag("OP3")
    @CsvSource({
        "455, 450 455 460, 455",
        "452, 450 460,     450",
        "458, 450 460,     460",
        "455, 450 460,     450",
        "100, 95,          95",
        "200, 100 105 110, 110",
        "10,  100 105 110, 100",
    })
    void takesTheNearestStrikeAndOfEqualsTheLower(String underlying, String strikes, String expected) {
        for (Right right : Right.values()) {
            assertThat(Moneyness.ATM.target(strikes(strikes), right, Price.of(underlying)))
                    .contains(Price.of(expected));
        }
    }

    @Test
    @Tag("OP3")
    void findsNothingInAnEmptyChain() {
        assertThat(Moneyness.ATM.target(new TreeSet<>(), Right.CALL, Price.of("100")))
                .isEmpty();
    }

    @ParameterizedTest
    @Tag("OP4")
    @CsvSource({
        "itmp1, PUT,  453, 455",
        "otmp1, PUT,  453, 450",
        "itmp1, CALL, 453, 450",
        "otmp1, CALL, 453, 455",
        "itmp1, CALL, 455, 450",
        "otmp1, CALL, 455, 460",
    })
    void countsInAndOutOfTheMoneyByTheRight(String key, Right right, String underlying, String expected) {
        Moneyness moneyness = Moneyness.ofKey(key).orElseThrow();

        assertThat(moneyness.target(strikes("450 455 460"), right, Price.of(underlying)))
                .contains(Price.of(expected));
    }

    @Test
    @Tag("OP4")
    void knowsNoOtherWord() {
        assertThat(Moneyness.ofKey("foo")).isEmpty();
        assertThat(Moneyness.OTM_1.target(strikes("450"), Right.CALL, Price.of("450")))
                .isEmpty();
    }

    private static NavigableSet<Price> strikes(String texts) {
        return Arrays.stream(texts.trim().split(" ")).map(Price::of).collect(Collectors.toCollection(TreeSet::new));
    }
}
