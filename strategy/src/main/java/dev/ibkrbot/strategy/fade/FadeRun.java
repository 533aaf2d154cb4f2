package dev.ibkrbot.strategy.fade;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.Verdict;
import dev.ibkrbot.strategy.indicator.Bollinger;
import dev.ibkrbot.strategy.indicator.Rsi;

/** The fade rules on one session of one symbol and the days before. Confined to the thread that feeds it. */
final class FadeRun implements StrategyRun {
    private final Verdict verdict;
    private final FadeRule rule;
    private final Rsi rsi;
    private final Bollinger band;

    FadeRun(String name, FadeParameters parameters) {
        verdict = new Verdict(name);
        rule = new FadeRule(parameters);
        rsi = Rsi.wilder(parameters.rsiPeriod());
        band = Bollinger.population(parameters.bandPeriod(), parameters.bandWidth());
    }

    @Override
    public void onBar(BarSeries series, int index) {
        double close = series.closeAsDouble(index);
        rsi.update(close);
        band.update(close);
        verdict.saw(series, index);
        if (rsi.isReady() && band.isReady()) {
            // A price that stood still has no strength of its own and a band of no width: nothing to fade.
            if (rsi.isFlat()) {
                verdict.hold("flat");
            } else {
                rule.evaluate(rsi.value(), close, band.lower(), band.upper(), verdict);
            }
        } else {
            verdict.hold(MISSING_INDICATORS);
        }
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }
}
