package dev.ibkrbot.benchmarks;

import dev.ibkrbot.broker.market.BarSeries;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Indicator;
import org.ta4j.core.Rule;
import org.ta4j.core.Strategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.indicators.CachedIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.RecursiveCachedIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.Num;
import org.ta4j.core.rules.AbstractRule;
import org.ta4j.core.rules.InPipeRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopGainRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/**
 * The same rules in ta4j 0.17: averages, strength band, session VWAP, stop and target. Its backtest takes one direction
 * at a time; a signal of either direction opens a position here, so that as many are opened and closed.
 */
final class Ta4jScalp {
    private static final int HOUR = 3600;

    private final org.ta4j.core.BarSeries series;
    private final int[] sessionBegin;

    /** With one of its number types: DecimalNum is its default and exact, DoubleNum its faster one. */
    Ta4jScalp(BarSeries bars, Class<? extends Num> numbers) {
        series = new BaseBarSeriesBuilder()
                .withNumTypeOf(numbers)
                .withName("bars")
                .build();
        sessionBegin = new int[bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            ZonedDateTime end = bars.end(i).atZone(ZoneOffset.UTC);
            series.addBar(
                    Duration.ofMinutes(1),
                    end,
                    bars.openAsDouble(i),
                    bars.highAsDouble(i),
                    bars.lowAsDouble(i),
                    bars.closeAsDouble(i),
                    (double) bars.volume(i));
            boolean first = i == 0 || bars.startEpochSecond(i) - bars.startEpochSecond(i - 1) > HOUR;
            sessionBegin[i] = first ? i : sessionBegin[i - 1];
        }
    }

    /** Positions opened; indicators are made anew, so that nothing is cached from a run before. */
    String run(Rules rules) {
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        RSIIndicator rsi = new RSIIndicator(close, 14);
        EMAIndicator fast = new EMAIndicator(close, 8);
        EMAIndicator slow = new EMAIndicator(close, 21);
        Rule buy = new OverIndicatorRule(fast, slow)
                .and(new InPipeRule(rsi, series.numOf(70), series.numOf(45)))
                .and(new OverIndicatorRule(close, new SessionVwap(series, sessionBegin)));
        Rule sell = new UnderIndicatorRule(fast, slow).or(new UnderIndicatorRule(rsi, series.numOf(40)));
        Rule entry = new SessionRule(sessionBegin, true).and(buy.or(sell));
        Rule exit = new StopLossRule(close, series.numOf(rules.stopLoss() * 100))
                .or(new StopGainRule(close, series.numOf(rules.takeProfit() * 100)))
                .or(new SessionRule(sessionBegin, false));
        Strategy strategy = new BaseStrategy(entry, exit);
        TradingRecord record = new BarSeriesManager(series).run(strategy);
        return record.getPositionCount() + " trades";
    }

    /** True from the thirtieth bar of a session on (entry), or on its last bar (exit). */
    private static final class SessionRule extends AbstractRule {
        private final int[] begin;
        private final boolean warm;

        SessionRule(int[] begin, boolean warm) {
            this.begin = begin;
            this.warm = warm;
        }

        @Override
        public boolean isSatisfied(int index, TradingRecord record) {
            boolean last = index + 1 < begin.length && begin[index + 1] == index + 1;
            return warm ? index - begin[index] >= 29 && !last : last;
        }
    }

    /** Value traded over volume since the session began, each as a cumulative sum. */
    private static final class SessionVwap extends CachedIndicator<Num> {
        private final Indicator<Num> value;
        private final Indicator<Num> volume;

        SessionVwap(org.ta4j.core.BarSeries series, int[] begin) {
            super(series);
            value = new SessionSum(series, begin, true);
            volume = new SessionSum(series, begin, false);
        }

        @Override
        protected Num calculate(int index) {
            return value.getValue(index).dividedBy(volume.getValue(index));
        }

        @Override
        public int getUnstableBars() {
            return 0;
        }
    }

    private static final class SessionSum extends RecursiveCachedIndicator<Num> {
        private final int[] begin;
        private final boolean weighted;

        SessionSum(org.ta4j.core.BarSeries series, int[] begin, boolean weighted) {
            super(series);
            this.begin = begin;
            this.weighted = weighted;
        }

        @Override
        protected Num calculate(int index) {
            org.ta4j.core.Bar bar = getBarSeries().getBar(index);
            Num typical = bar.getHighPrice()
                    .plus(bar.getLowPrice())
                    .plus(bar.getClosePrice())
                    .dividedBy(numOf(3));
            Num own = weighted ? typical.multipliedBy(bar.getVolume()) : bar.getVolume();
            return begin[index] == index ? own : own.plus(getValue(index - 1));
        }

        @Override
        public int getUnstableBars() {
            return 0;
        }
    }
}
