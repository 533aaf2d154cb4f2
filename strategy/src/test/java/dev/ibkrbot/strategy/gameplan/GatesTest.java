package dev.ibkrbot.strategy.gameplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.strategy.gameplan.Affordability.Verdict;
import java.time.LocalTime;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expectations: acceptance rows VG, AF and WN. */
class GatesTest {
    private static final VixGate GATE = new VixGate(LocalTime.of(9, 45), 18);

    @Test
    @Tag("VG")
    void passesOnlyACredibleReadingBelowTheThreshold() {
        assertThat(GATE.objection(OptionalDouble.of(15.5))).isEmpty();
        assertThat(GATE.objection(OptionalDouble.of(17.99))).isEmpty();
        assertThat(GATE.objection(OptionalDouble.of(18))).hasValue("vix_above_threshold");
        assertThat(GATE.objection(OptionalDouble.empty())).hasValue("vix_is_none");
        assertThat(GATE.objection(OptionalDouble.of(0))).hasValue("vix_is_none");
        assertThat(GATE.objection(OptionalDouble.of(-1))).hasValue("vix_is_none");
        assertThat(GATE.objection(OptionalDouble.of(Double.NaN))).hasValue("vix_is_none");
    }

    @Test
    @Tag("VG")
    void entersNothingBeforeTheCheck() {
        assertThat(GATE.objection(LocalTime.of(9, 44, 59), OptionalDouble.of(15)))
                .hasValue("before_vix_check");
        assertThat(GATE.objection(LocalTime.of(9, 45), OptionalDouble.of(15))).isEmpty();
    }

    @Test
    @Tag("AF")
    void judgesTheCostOfAWholeContract() {
        Affordability twelve = new Affordability(Money.usd("12"), Money.usd("18"));
        assertThat(twelve.judge(Money.usd("10"))).isEqualTo(Verdict.WITHIN_BUDGET);
        assertThat(twelve.judge(Money.usd("12"))).isEqualTo(Verdict.WITHIN_BUDGET);
        assertThat(twelve.judge(Money.usd("15"))).isEqualTo(Verdict.REDUCE_SIZE);
        assertThat(twelve.judge(Money.usd("18"))).isEqualTo(Verdict.REDUCE_SIZE);
        assertThat(twelve.judge(Money.usd("20"))).isEqualTo(Verdict.SKIP);
        assertThat(Affordability.DEFAULT.judge(Money.usd("15"))).isEqualTo(Verdict.WITHIN_BUDGET);
        assertThatThrownBy(() -> new Affordability(Money.usd("18"), Money.usd("12")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("WN")
    void includesBothEndsOfTheEntryHours() {
        EntryHours hours = new EntryHours(LocalTime.of(10, 0), LocalTime.of(15, 0));
        assertThat(hours.contains(LocalTime.of(9, 30))).isFalse();
        assertThat(hours.contains(LocalTime.of(9, 59, 59))).isFalse();
        assertThat(hours.contains(LocalTime.of(10, 0))).isTrue();
        assertThat(hours.contains(LocalTime.of(15, 0, 59))).isTrue();
        assertThat(hours.contains(LocalTime.of(15, 1))).isFalse();
        assertThat(EntryHours.REGULAR.contains(LocalTime.of(9, 30))).isTrue();
        assertThat(EntryHours.REGULAR.contains(LocalTime.of(16, 0))).isTrue();
        assertThat(EntryHours.REGULAR.contains(LocalTime.of(16, 1))).isFalse();
        assertThatThrownBy(() -> new EntryHours(LocalTime.of(15, 0), LocalTime.of(10, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
