package dev.ibkrbot.strategy.momentum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.strategy.FiringCheck;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expectations: acceptance rows A1 to A13. */
class MomentumRuleTest {
    private static final double VWAP = 687;

    private final MomentumRule rule = new MomentumRule(MomentumParameters.DEFAULT);

    /** An answer can only be read through a run. */
    private static final class Answer implements StrategyRun {
        private final Verdict verdict = new Verdict("momentum");

        @Override
        public void onBar(BarSeries series, int index) {
            verdict.saw(series, index);
        }

        @Override
        public Verdict verdict() {
            return verdict;
        }

        @Override
        public String toString() {
            return action() + " " + confidence();
        }
    }

    private String evaluate(double fast, double slow, double rsi, double price) {
        Answer answer = new Answer();
        rule.evaluate(fast, slow, rsi, price, VWAP, answer.verdict());
        return answer.toString();
    }

    private String crossingUp(double rsi, double price) {
        evaluate(687, 688, 56, 689.5);
        return evaluate(689, 688.5, rsi, price);
    }

    private String crossingDown(double rsi, double price) {
        evaluate(689, 688, 56, 689.5);
        return evaluate(687, 688.5, rsi, price);
    }

    @Test
    @Tag("A1")
    void holdsWhileAnIndicatorIsMissing() {
        StrategyRun run = new Momentum(MomentumParameters.DEFAULT).open(new Symbol("SPY"));
        BarSeries bars = fiveMinutes(20, 0);
        for (int i = 0; i < bars.size(); i++) {
            run.onBar(bars, i);
            assertThat(run.action()).isEqualTo(SignalAction.HOLD);
            assertThat(run.confidence()).isZero();
            assertThat(run.reason()).isEqualTo("missing_indicators");
        }
    }

    @Test
    @Tag("A2")
    void seesNoCrossingInTheFirstEvaluation() {
        assertThat(evaluate(687, 688, 56, 689.5)).isEqualTo("HOLD 0.0");
        assertThat(new MomentumRuleTest().evaluate(689, 688, 56, 689.5)).isEqualTo("HOLD 0.0");
    }

    @Test
    @Tag("A3")
    void buysACrossingThatEverythingConfirms() {
        assertThat(crossingUp(56, 689.5)).isEqualTo("BUY 0.8");
    }

    @Test
    @Tag("A4")
    void isLessSureOutsideTheBestStrength() {
        assertThat(crossingUp(52, 689.5)).isEqualTo("BUY 0.7");
    }

    @Test
    @Tag("A5")
    void isLessSureNearTheVolumeWeightedPrice() {
        assertThat(crossingUp(62, 687.5)).isEqualTo("BUY 0.6");
    }

    @Test
    @Tag("A7")
    void takesBothBoundsOfTheStrengthBand() {
        assertThat(crossingUp(65, 689.5)).isEqualTo("BUY 0.7");
        assertThat(new MomentumRuleTest().crossingUp(50, 689.5)).isEqualTo("BUY 0.7");
    }

    @Test
    @Tag("A8")
    void holdsBeyondTheStrengthBand() {
        assertThat(crossingUp(65.01, 689.5)).isEqualTo("HOLD 0.2");
        assertThat(new MomentumRuleTest().crossingUp(49.99, 689.5)).isEqualTo("HOLD 0.2");
    }

    @Test
    @Tag("A9")
    void holdsAtTheVolumeWeightedPrice() {
        assertThat(crossingUp(56, VWAP)).isEqualTo("HOLD 0.3");
    }

    @Test
    @Tag("A10")
    void sellsTheMirroredCrossing() {
        assertThat(crossingDown(42, 684)).isEqualTo("SELL 0.8");
    }

    @Test
    @Tag("A12")
    void holdsAMirroredCrossingThatIsNotConfirmed() {
        assertThat(crossingDown(34.9, 684)).isEqualTo("HOLD 0.2");
        assertThat(new MomentumRuleTest().crossingDown(42, 687.5)).isEqualTo("HOLD 0.3");
    }

    @Test
    void remembersWhatItSawWhenItHeld() {
        crossingUp(70, 689.5);
        assertThat(evaluate(689.5, 688.6, 56, 689.5)).isEqualTo("HOLD 0.0");
    }

    @Test
    @Tag("A13")
    void followsEachSymbolOnItsOwn() {
        Momentum momentum = new Momentum(MomentumParameters.DEFAULT);
        StrategyRun spy = momentum.open(new Symbol("SPY"));
        StrategyRun qqq = momentum.open(new Symbol("QQQ"));
        StrategyRun alone = momentum.open(new Symbol("SPY"));
        BarSeries up = fiveMinutes(300, 1);
        BarSeries down = fiveMinutes(300, -1);
        int signals = 0;
        for (int i = 0; i < up.size(); i++) {
            spy.onBar(up, i);
            qqq.onBar(down, i);
            alone.onBar(up, i);
            assertThat(spy.signal()).isEqualTo(alone.signal());
            signals += spy.action() == SignalAction.HOLD ? 0 : 1;
        }
        assertThat(signals).isPositive();
    }

    @Test
    void beginsTheVolumeWeightedPriceAnewAfterANight() {
        // Yesterday stood a tenth higher on huge volume: were it counted, no price of today would be above the mean.
        BarSeries.Builder bars = BarSeries.builder(BarSize.FIVE_MINUTES);
        for (int i = 0; i < 78; i++) {
            add(bars, i * 300L, swing(110, i), 1_000_000_000);
        }
        for (int i = 78; i < 300; i++) {
            add(bars, 86_400 + i * 300L, swing(100, i), 1000);
        }
        BarSeries series = bars.build();
        StrategyRun run = new Momentum(MomentumParameters.DEFAULT).open(new Symbol("SPY"));
        int bought = 0;
        for (int i = 0; i < series.size(); i++) {
            run.onBar(series, i);
            bought += i >= 78 && run.action() == SignalAction.BUY ? 1 : 0;
        }
        assertThat(bought).isPositive();
    }

    @Test
    void canFire() {
        assertThat(FiringCheck.canFire(new Momentum(MomentumParameters.DEFAULT)))
                .isTrue();
    }

    private static BarSeries fiveMinutes(int count, int direction) {
        BarSeries.Builder bars = BarSeries.builder(BarSize.FIVE_MINUTES);
        for (int i = 0; i < count; i++) {
            add(bars, i * 300L, 100 + direction * (swing(100, i) - 100), 1000);
        }
        return bars.build();
    }

    private static double swing(double level, int i) {
        return level * (1 + 0.0001 * i + 0.003 * StrictMath.sin(0.15 * i) + 0.0008 * StrictMath.sin(2.1 * i));
    }

    private static void add(BarSeries.Builder bars, long start, double price, long volume) {
        long units = Math.round(price * 100) * 1_000_000;
        bars.add(start, units, units + 10_000_000, units - 10_000_000, units, volume);
    }
}
