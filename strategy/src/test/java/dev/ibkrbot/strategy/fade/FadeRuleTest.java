package dev.ibkrbot.strategy.fade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.strategy.FiringCheck;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expectations: acceptance rows B1 to B3, with bands at 98 and 102. */
class FadeRuleTest {
    private static String evaluate(double rsi, double price) {
        Verdict verdict = new Verdict("fade");
        new FadeRule(FadeParameters.DEFAULT).evaluate(rsi, price, 98, 102, verdict);
        StrategyRun run = new StrategyRun() {
            @Override
            public void onBar(BarSeries series, int index) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Verdict verdict() {
                return verdict;
            }
        };
        return run.action() + " " + run.confidence();
    }

    @Test
    @Tag("B1")
    void buysAtTheLowerBand() {
        assertThat(evaluate(30, 98.0)).isEqualTo("BUY 0.5");
    }

    @Test
    @Tag("B2")
    void isSurerTheFurtherItWent() {
        assertThat(evaluate(30, 97.9)).isEqualTo("BUY 0.6");
        assertThat(evaluate(25, 98.0)).isEqualTo("BUY 0.65");
        assertThat(evaluate(25, 97.9)).isEqualTo("BUY 0.75");
    }

    @Test
    @Tag("B3")
    void needsBothStrengthAndBand() {
        assertThat(evaluate(30.1, 97)).isEqualTo("HOLD 0.0");
        assertThat(evaluate(28, 98.5)).isEqualTo("HOLD 0.0");
    }

    @Test
    void sellsMirrored() {
        assertThat(evaluate(70, 102)).isEqualTo("SELL 0.5");
        assertThat(evaluate(75, 102.1)).isEqualTo("SELL 0.75");
        assertThat(evaluate(69.9, 103)).isEqualTo("HOLD 0.0");
    }

    @Test
    void holdsWhileAPriceStandsStill() {
        BarSeries.Builder bars = BarSeries.builder(BarSize.FIVE_MINUTES);
        for (int i = 0; i < 40; i++) {
            bars.add(i * 300L, 100_00000000L, 100_00000000L, 100_00000000L, 100_00000000L, 1000);
        }
        BarSeries still = bars.build();
        StrategyRun run = new Fade(FadeParameters.DEFAULT).open(new Symbol("SPY"));
        for (int i = 0; i < still.size(); i++) {
            run.onBar(still, i);
        }
        assertThat(run.action() + " " + run.reason()).isEqualTo("HOLD flat");
    }

    @Test
    void canFire() {
        assertThat(FiringCheck.canFire(new Fade(FadeParameters.DEFAULT))).isTrue();
    }
}
