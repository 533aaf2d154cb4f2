package dev.ibkrbot.strategy.regime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Percent;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expectations: acceptance rows SE1 and SE2; a reading of 0 never trades. */
class DayChoiceTest {
    private static final List<Symbol> SPY_QQQ = List.of(new Symbol("SPY"), new Symbol("QQQ"));
    private static final List<Symbol> SPY = List.of(new Symbol("SPY"));

    private static DayChoice at(double vix) {
        return DayChoice.of(outlook(OptionalDouble.of(vix), 0));
    }

    private static DayOutlook outlook(OptionalDouble vix, int catalysts) {
        return new DayOutlook(vix, false, false, 0, false, catalysts);
    }

    private static DayChoice cash(String reason) {
        return new DayChoice(DayStrategy.C, Percent.ZERO, List.of(), reason);
    }

    @Test
    @Tag("SE1")
    void choosesByRegime() {
        assertThat(at(14.99)).isEqualTo(new DayChoice(DayStrategy.A, Percent.HUNDRED, SPY_QQQ, "regime_complacency"));
        assertThat(at(15)).isEqualTo(new DayChoice(DayStrategy.A, Percent.HUNDRED, SPY_QQQ, "regime_normal"));
        assertThat(at(17.99)).isEqualTo(at(15));
        assertThat(at(18)).isEqualTo(new DayChoice(DayStrategy.B, Percent.of("50"), SPY, "regime_elevated"));
        assertThat(at(24.99)).isEqualTo(at(18));
        assertThat(at(25)).isEqualTo(cash("regime_crisis"));
    }

    @Test
    @Tag("SE1")
    void keepsTheCashWithoutACredibleReading() {
        assertThat(DayChoice.of(outlook(OptionalDouble.empty(), 0))).isEqualTo(cash("regime_crisis"));
        assertThat(at(Double.NaN)).isEqualTo(cash("regime_crisis"));
        assertThat(at(-1)).isEqualTo(cash("regime_error"));
        assertThat(at(0)).isEqualTo(cash("regime_error"));
        assertThat(at(Double.POSITIVE_INFINITY)).isEqualTo(cash("regime_crisis"));
    }

    @Test
    @Tag("SE2")
    void halvesTheSizeForOneCatalyst() {
        assertThat(DayChoice.of(outlook(OptionalDouble.of(16), 1)).size()).isEqualTo(Percent.of("50"));
        DayChoice b = DayChoice.of(outlook(OptionalDouble.of(20), 1));
        assertThat(b)
                .isEqualTo(new DayChoice(
                        DayStrategy.B, Percent.of("25"), SPY, "regime_elevated_high_impact_catalyst_size_reduction"));
    }

    @Test
    @Tag("SE2")
    void keepsTheCashForWhateverStandsAgainstTradingFirst() {
        OptionalDouble calm = OptionalDouble.of(16);
        assertThat(DayChoice.of(outlook(calm, 2))).isEqualTo(cash("multiple_high_impact_catalysts"));
        assertThat(DayChoice.of(new DayOutlook(calm, false, false, 0, true, 2))).isEqualTo(cash("earnings_blackout"));
        assertThat(DayChoice.of(new DayOutlook(calm, false, false, 2, true, 2)))
                .isEqualTo(cash("intraday_pivot_limit_reached"));
        assertThat(DayChoice.of(new DayOutlook(calm, false, true, 2, true, 2)))
                .isEqualTo(cash("weekly_drawdown_governor_active"));
        assertThat(DayChoice.of(new DayOutlook(calm, true, true, 2, true, 2)))
                .isEqualTo(cash("data_quarantine_active"));
    }
}
