package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.momentum.MomentumParameters;
import dev.ibkrbot.strategy.regime.DayStrategy;
import dev.ibkrbot.strategy.selection.Moneyness;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the numbers of the strategy. Stateless. */
final class TuningParser {
    /** Two days of bars are there before a session begins; an average of more would be silent in the morning. */
    private static final int LONGEST_AVERAGE = 150;

    private static final int HUNDRED = 100;

    private TuningParser() {}

    static Tuning parse(Fields tuning, Optional<DayStrategy> strategy) {
        if (!tuning.isThere()) {
            return Tuning.NONE;
        }
        OptionalInt fast = tuning.integer("ema_fast", 1, LONGEST_AVERAGE);
        OptionalInt slow = tuning.integer("ema_slow", 1, LONGEST_AVERAGE);
        OptionalDouble rsiMin = tuning.real("rsi_min", 0, HUNDRED);
        OptionalDouble rsiMax = tuning.real("rsi_max", 0, HUNDRED);
        averages(tuning, fast, slow);
        band(tuning, rsiMin, rsiMax, strategy);
        Optional<Duration> timeStop = tuning.integer("time_stop_minutes", 1, GameplanParser.MOST).stream()
                .mapToObj(Duration::ofMinutes)
                .findFirst();
        boolean withoutProfit = tuning.isNull("take_profit_pct");
        tuning.text("vwap_condition");
        tuning.text("premium_gate");
        Tuning told = new Tuning(
                fast,
                slow,
                rsiMin,
                rsiMax,
                withoutProfit ? Optional.empty() : takeProfit(tuning),
                withoutProfit,
                stopLoss(tuning),
                timeStop,
                minDte(tuning, strategy),
                moneyness(tuning),
                vixCeiling(tuning),
                tuning.dollars("premium_max_usd"));
        tuning.noteOthers();
        return told;
    }

    /** One that is left out has its usual value, which the other has to fit. */
    private static void averages(Fields tuning, OptionalInt fast, OptionalInt slow) {
        if (fast.isEmpty() && slow.isEmpty()) {
            return;
        }
        int shorter = fast.orElse(MomentumParameters.DEFAULT.fastPeriod());
        int longer = slow.orElse(MomentumParameters.DEFAULT.slowPeriod());
        if (shorter >= longer) {
            tuning.fault(
                    fast.isPresent() ? "ema_fast" : "ema_slow",
                    "the fast average, " + shorter + ", is not below the slow one, " + longer);
        }
    }

    private static void band(
            Fields tuning, OptionalDouble rsiMin, OptionalDouble rsiMax, Optional<DayStrategy> strategy) {
        if (rsiMin.isEmpty() && rsiMax.isEmpty()) {
            return;
        }
        String first = rsiMin.isPresent() ? "rsi_min" : "rsi_max";
        double low = rsiMin.orElse(MomentumParameters.DEFAULT.rsiLow());
        double high = rsiMax.orElse(MomentumParameters.DEFAULT.rsiHigh());
        if (low >= high) {
            tuning.fault(first, "the band of strength begins at " + low + " and ends at " + high);
        } else if (low < HUNDRED / 2.0 && strategy.filter(DayStrategy.A::equals).isPresent()) {
            tuning.fault(first, low + " is below 50: a rise is bought on strength, and a fall by the band mirrored");
        }
    }

    private static Optional<Percent> takeProfit(Fields tuning) {
        Optional<Percent> takeProfit = tuning.fraction("take_profit_pct", HUNDRED);
        if (takeProfit.isPresent() && !takeProfit.get().isPositive()) {
            tuning.fault("take_profit_pct", "0 is no profit");
        }
        return takeProfit;
    }

    private static Optional<Percent> stopLoss(Fields tuning) {
        Optional<Percent> stopLoss = tuning.fraction("stop_loss_pct");
        if (stopLoss.isPresent()
                && (!stopLoss.get().isPositive() || stopLoss.get().equals(Percent.HUNDRED))) {
            tuning.fault("stop_loss_pct", stopLoss.get().fraction() + " is not between 0 and 1");
        }
        return stopLoss;
    }

    private static OptionalInt minDte(Fields tuning, Optional<DayStrategy> strategy) {
        OptionalInt days = tuning.integer("min_dte", 0, GameplanParser.MOST);
        if (days.isPresent()
                && days.getAsInt() == 0
                && strategy.filter(DayStrategy.A::equals).isPresent()) {
            tuning.fault("min_dte", "strategy A never buys an option on its last day");
        }
        return days;
    }

    private static Optional<String> moneyness(Fields tuning) {
        List<String> words =
                Arrays.stream(Moneyness.values()).map(Moneyness::key).toList();
        return tuning.text("moneyness").filter(word -> {
            boolean known = words.contains(word.toLowerCase(Locale.ROOT));
            if (!known) {
                tuning.fault("moneyness", "'" + word + "' is not one of " + String.join(", ", words));
            }
            return known;
        });
    }

    private static OptionalDouble vixCeiling(Fields tuning) {
        OptionalDouble ceiling = tuning.real("vix_ceiling", 0, GameplanParser.MOST);
        if (ceiling.isPresent() && ceiling.getAsDouble() == 0) {
            tuning.fault("vix_ceiling", "0 lets nothing pass; plan C says so plainly");
        }
        return ceiling;
    }
}
