package dev.ibkrbot.strategy.plan;

import static dev.ibkrbot.strategy.plan.PlannerFixture.AFTER_SIXTY_BARS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A strategy may ask for more confidence than is configured; acceptance row SG1. */
class OwnConfidenceTest {
    @Test
    @Tag("SG1")
    void tradesFromTheConfidenceAStrategyAsksFor() {
        assertThat(plan(0.49).match(proposed -> "proposed", Plan.NoTrade::code)).isEqualTo("rejected_confidence");
        assertThat(plan(0.50).match(proposed -> "proposed", Plan.NoTrade::code)).isEqualTo("proposed");
    }

    @Test
    @Tag("SG1")
    void refusesWhatIsNoConfidenceOrNoSymbol() {
        assertThatThrownBy(() -> signal("110")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signal("-10")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Symbol("")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Signal signal(String percent) {
        return new Signal("sure", SignalAction.BUY, Percent.of(percent), "reason", Instant.EPOCH);
    }

    private static Plan plan(double confidence) {
        PlannerFixture fixture = new PlannerFixture().minutes("S5");
        fixture.strategies = List.of(new Sure(confidence));
        return fixture.plan(AFTER_SIXTY_BARS);
    }

    /** Always buys with this confidence, and asks for one half. */
    private record Sure(double confidence) implements Strategy {
        @Override
        public String name() {
            return "sure";
        }

        @Override
        public BarSize barSize() {
            return BarSize.ONE_MINUTE;
        }

        @Override
        public int warmUpBars() {
            return 0;
        }

        @Override
        public int minimumBars() {
            return 1;
        }

        @Override
        public Duration quietPeriod() {
            return Duration.ZERO;
        }

        @Override
        public Percent minConfidence() {
            return Percent.of("50");
        }

        @Override
        public int freeParameters() {
            return 1;
        }

        @Override
        public StrategyRun open(Symbol symbol) {
            Verdict verdict = new Verdict(name());
            return new StrategyRun() {
                @Override
                public void onBar(BarSeries series, int index) {
                    verdict.saw(series, index);
                    verdict.want(SignalAction.BUY, "sure", confidence);
                }

                @Override
                public Verdict verdict() {
                    return verdict;
                }
            };
        }
    }
}
