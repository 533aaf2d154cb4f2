package dev.ibkrbot.cli.config;

import java.util.List;
import java.util.Optional;

/**
 * Decides the trading mode from {@code trading.mode}, the older {@code dry_run} and the kind of broker. The stronger
 * place wins, except that nothing lifts a written dry-run without saying whether paper or live is meant.
 */
final class ModeRule {
    private static final String FIX = "write only trading.mode: dry-run, paper or live";

    private ModeRule() {}

    static void apply(Values values, List<Problem> problems) {
        Optional<Values.Assigned<BotConfig.Mode>> mode = values.find(ConfigKeys.MODE);
        Optional<Values.Assigned<Boolean>> dryRun = values.find(ConfigKeys.OLD_DRY_RUN);
        dryRun.filter(old -> old.origin().kind() == Origin.Kind.FILE)
                .ifPresent(old -> problems.add(Problem.warning(
                        ConfigKeys.OLD_DRY_RUN.path(),
                        old.origin(),
                        "is an old spelling",
                        "write it as trading.mode: " + (old.value() ? "dry-run" : "paper or live"))));
        if (!values.usable(ConfigKeys.MODE, ConfigKeys.OLD_DRY_RUN)) {
            // What was meant is unknown, so nothing is decided from it; the loading fails anyway.
            values.markUnusable(ConfigKeys.MODE);
        } else if (mode.isEmpty()) {
            values.put(ConfigKeys.MODE, dryRun.map(ModeRule::fromDryRun).orElseGet(() -> byBroker(values)));
        } else if (dryRun.isPresent() && dryRun.get().value() != (mode.get().value() == BotConfig.Mode.DRY_RUN)) {
            settle(values, mode.get(), dryRun.get(), problems);
        }
    }

    private static void settle(
            Values values,
            Values.Assigned<BotConfig.Mode> mode,
            Values.Assigned<Boolean> dryRun,
            List<Problem> problems) {
        boolean dryRunIsStronger = dryRun.rank() > mode.rank();
        boolean sameStrength = dryRun.rank() == mode.rank();
        String contradiction = "dry_run (" + dryRun.origin() + ") and trading.mode (" + mode.origin() + ") disagree";
        if (sameStrength || (dryRunIsStronger && !dryRun.value())) {
            values.markUnusable(ConfigKeys.MODE);
            problems.add(Problem.error(ConfigKeys.OLD_DRY_RUN.path(), dryRun.origin(), contradiction, FIX));
            return;
        }
        Values.Assigned<BotConfig.Mode> kept = dryRunIsStronger ? fromDryRun(dryRun) : mode;
        values.put(ConfigKeys.MODE, kept);
        problems.add(Problem.warning(
                ConfigKeys.OLD_DRY_RUN.path(), dryRun.origin(), contradiction + "; " + kept.origin() + " wins", FIX));
    }

    private static Values.Assigned<BotConfig.Mode> fromDryRun(Values.Assigned<Boolean> dryRun) {
        BotConfig.Mode mode = dryRun.value() ? BotConfig.Mode.DRY_RUN : BotConfig.Mode.PAPER;
        return new Values.Assigned<>(mode, dryRun.origin(), dryRun.rank());
    }

    private static Values.Assigned<BotConfig.Mode> byBroker(Values values) {
        boolean simulated = values.get(ConfigKeys.BROKER) == BotConfig.BrokerKind.SIMULATED;
        BotConfig.Mode mode = simulated ? BotConfig.Mode.PAPER : BotConfig.Mode.DRY_RUN;
        return new Values.Assigned<>(mode, Origin.byDefault(), 0);
    }
}
