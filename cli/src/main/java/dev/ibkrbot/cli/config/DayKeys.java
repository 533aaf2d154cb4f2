package dev.ibkrbot.cli.config;

import static java.time.temporal.ChronoUnit.MINUTES;

import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.selection.Moneyness;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The keys of a strategy that has exits and contracts of its own. */
record DayKeys(
        KeySpec<Percent> takeProfit,
        KeySpec<Percent> stopLoss,
        KeySpec<Duration> timeStop,
        KeySpec<Integer> minDte,
        KeySpec<Moneyness> moneyness) {
    static final DayKeys MOMENTUM = of("momentum", "0.15", "0.25", "90", "2", "atm");
    static final DayKeys FADE = of("fade", "0.08", "0.15", "45", "5", "otmp1");

    private static DayKeys of(
            String section, String takeProfit, String stopLoss, String minutes, String minDte, String moneyness) {
        return new DayKeys(
                KeySpec.of(
                        section + ".take_profit_pct",
                        NumberTypes.fraction("5"),
                        takeProfit,
                        "Gain on the premium paid at which a position is sold."),
                KeySpec.of(
                        section + ".stop_loss_pct",
                        NumberTypes.fraction("0.99"),
                        stopLoss,
                        "Loss on the premium paid at which a position is sold."),
                KeySpec.of(
                        section + ".time_stop_minutes",
                        NumberTypes.duration(MINUTES, 1, 100_000),
                        minutes,
                        "Minutes after which a position is closed."),
                KeySpec.of(section + ".min_dte", NumberTypes.integer(0, 365), minDte, "Fewest days to expiration."),
                KeySpec.of(
                        section + ".moneyness", Choices.MONEYNESS, moneyness, "Which strike, as options.moneyness."));
    }

    Tuning tuning(Values values) {
        return new Tuning(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(values.get(takeProfit)),
                Optional.of(values.get(stopLoss)),
                Optional.of(values.get(timeStop)),
                OptionalInt.of(values.get(minDte)),
                Optional.of(values.get(moneyness).key()),
                OptionalDouble.empty(),
                Optional.empty());
    }
}
