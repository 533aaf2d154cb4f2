package dev.ibkrbot.strategy.momentum;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.Verdict;
import dev.ibkrbot.strategy.indicator.Ema;
import dev.ibkrbot.strategy.indicator.Rsi;
import dev.ibkrbot.strategy.indicator.Vwap;

/** The momentum rules on one session of one symbol and the days before. Confined to the thread that feeds it. */
final class MomentumRun implements StrategyRun {
    /** Longer than any halt within a session, shorter than any night. */
    private static final long NIGHT_SECONDS = 6 * 3600L;

    private final Verdict verdict;
    private final MomentumRule rule;
    private final Ema fast;
    private final Ema slow;
    private final Rsi rsi;
    private final Vwap vwap = Vwap.cumulative(Vwap.ZeroVolume.MEAN_TYPICAL);
    private long lastStart = Long.MAX_VALUE;

    MomentumRun(String name, MomentumParameters parameters) {
        verdict = new Verdict(name);
        rule = new MomentumRule(parameters);
        fast = Ema.smaSeed(parameters.fastPeriod());
        slow = Ema.smaSeed(parameters.slowPeriod());
        rsi = Rsi.wilder(parameters.rsiPeriod());
    }

    @Override
    public void onBar(BarSeries series, int index) {
        long start = series.startEpochSecond(index);
        if (start - lastStart > NIGHT_SECONDS) {
            vwap.reset();
        }
        lastStart = start;
        double close = series.closeAsDouble(index);
        fast.update(close);
        slow.update(close);
        rsi.update(close);
        vwap.update(series.highAsDouble(index), series.lowAsDouble(index), close, series.volume(index));
        verdict.saw(series, index);
        if (slow.isReady() && rsi.isReady()) {
            rule.evaluate(fast.value(), slow.value(), rsi.value(), close, vwap.value(), verdict);
        } else {
            verdict.hold(MISSING_INDICATORS);
        }
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }
}
