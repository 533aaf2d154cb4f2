package dev.ibkrbot.strategy;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.trade.SignalAction;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * The self-test at start: can a strategy fire at all? It is shown made-up markets, a wave that drifts up or down, slow swings, and
 * a quiet market that breaks out on large volume, and its answers are collected. A strategy whose parameters contradict
 * each other, or that is fed too few bars, stays silent here as it would for days in the market.
 *
 * <p>Stateless.
 */
public final class FiringCheck {
    private static final Symbol SYMBOL = new Symbol("TEST");
    private static final long START = 1_700_000_000L / 86_400 * 86_400;
    private static final int EXTRA_BARS = 60;
    private static final long UNITS_PER_CENT = 1_000_000;

    private FiringCheck() {}

    /** Every action but HOLD that the strategy answered in a made-up market; empty when it cannot fire. */
    public static Set<SignalAction> actions(Strategy strategy) {
        int length = Math.max(strategy.minimumBars(), strategy.warmUpBars()) + EXTRA_BARS;
        EnumSet<SignalAction> seen = EnumSet.noneOf(SignalAction.class);
        for (double direction : new double[] {1, -1}) {
            IntToDoubleFunction wave = i -> 1000 * (1 + direction * (0.0003 * i + 0.0025 * StrictMath.sin(0.9 * i)));
            IntToDoubleFunction swing = i -> 1000
                    * (1
                            + direction * (0.0001 * i + 0.003 * StrictMath.sin(0.15 * i))
                            + 0.0008 * StrictMath.sin(2.1 * i));
            IntToDoubleFunction breakout = i -> 1000 * (i < length - 1 ? 1 : 1 + direction * 0.05);
            collect(strategy, bars(strategy.barSize(), length, wave), seen);
            collect(strategy, bars(strategy.barSize(), length, swing), seen);
            collect(strategy, bars(strategy.barSize(), length, breakout), seen);
        }
        return seen;
    }

    /** Whether it can answer both a rise and a fall. */
    public static boolean canFire(Strategy strategy) {
        Set<SignalAction> actions = actions(strategy);
        return buys(actions, Right.CALL) && buys(actions, Right.PUT);
    }

    private static boolean buys(Set<SignalAction> actions, Right right) {
        return actions.stream()
                .anyMatch(action -> action.right().filter(right::equals).isPresent());
    }

    private static void collect(Strategy strategy, BarSeries bars, Set<SignalAction> seen) {
        StrategyRun run = strategy.open(SYMBOL);
        for (int i = 0; i < bars.size(); i++) {
            run.onBar(bars, i);
            if (run.action() != SignalAction.HOLD) {
                seen.add(run.action());
            }
        }
    }

    private static BarSeries bars(BarSize size, int length, IntToDoubleFunction price) {
        BarSeries.Builder bars = BarSeries.builder(size);
        for (int i = 0; i < length; i++) {
            long close = (long) Math.rint(price.applyAsDouble(i) * 100) * UNITS_PER_CENT;
            long volume = i == length - 1 ? 50_000 : 10_000;
            long start = START + (long) i * size.seconds();
            bars.add(start, close, close + 10 * UNITS_PER_CENT, close - 10 * UNITS_PER_CENT, close, volume);
        }
        return bars.build();
    }
}
