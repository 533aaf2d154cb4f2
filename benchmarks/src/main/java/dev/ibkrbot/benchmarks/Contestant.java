package dev.ibkrbot.benchmarks;

import dev.ibkrbot.broker.market.BarSeries;
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.DoubleNum;

/** Who takes part. */
enum Contestant {
    BARE_LOOP("bare loop over arrays") {
        @Override
        Round prepare(BarSeries series) {
            BareLoop loop = new BareLoop(series);
            return () -> loop.run(Rules.STANDARD);
        }
    },
    STRATEGY("strategy and accounting") {
        @Override
        Round prepare(BarSeries series) {
            return () -> StrategyAndAccounting.run(series, Rules.STANDARD);
        }
    },
    ENGINE("whole engine") {
        @Override
        Round prepare(BarSeries series) {
            return () -> WholeEngine.run(series, Rules.STANDARD);
        }
    },
    TA4J_DECIMAL("ta4j 0.17, DecimalNum") {
        @Override
        Round prepare(BarSeries series) {
            Ta4jScalp scalp = new Ta4jScalp(series, DecimalNum.class);
            return () -> scalp.run(Rules.STANDARD);
        }
    },
    TA4J_DOUBLE("ta4j 0.17, DoubleNum") {
        @Override
        Round prepare(BarSeries series) {
            Ta4jScalp scalp = new Ta4jScalp(series, DoubleNum.class);
            return () -> scalp.run(Rules.STANDARD);
        }
    };

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What is not measured: the bars in the form the contestant takes them. */
    abstract Round prepare(BarSeries series);

    /** All bars once, from nothing. */
    @FunctionalInterface
    interface Round {
        Object run();
    }
}
