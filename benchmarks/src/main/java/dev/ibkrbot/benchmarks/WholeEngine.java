package dev.ibkrbot.benchmarks;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.cli.backtest.SimulationOutcome;
import dev.ibkrbot.cli.backtest.SimulationPlan;
import dev.ibkrbot.cli.backtest.SimulationRun;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigLoader;
import dev.ibkrbot.cli.config.ConfigSources;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.wiring.Pace;
import dev.ibkrbot.execution.engine.CycleRecording;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.stub.history.BarMarket;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The backtest as the program runs it: a decision at every bar, risk, native brackets at the simulated exchange, fees,
 * the equity of every minute, and every signal, approval, order, fill and exit in a hash-chained journal, which is kept
 * in memory and not on a disk.
 */
final class WholeEngine {
    private static final Symbol SPY = new Symbol("SPY");

    private WholeEngine() {}

    /** One run; the market is built anew, because a run uses it up. */
    static String run(BarSeries series, Rules rules) {
        SimulationPlan plan = new SimulationPlan(
                "backtest",
                config(rules),
                List.of(SPY),
                BarMarket.builder().bars(SPY, series).build(),
                TradedInstrument.UNDERLYING,
                CycleRecording.COUNTED,
                OptionalLong.empty(),
                List.of());
        try (MemoryJournal journal = MemoryJournal.countingOnly()) {
            SimulationOutcome outcome = SimulationRun.of(plan).run(journal, Pace.UNLIMITED, EngineListener.NONE);
            return outcome.performance().statistics().trades().trades() + " trades, "
                    + journal.head().sequence() + " journal records, equity "
                    + outcome.performance().statistics().finalEquity() + ", journal hash "
                    + outcome.journalHash().substring(0, 12);
        }
    }

    private static BotConfig config(Rules rules) {
        return ConfigLoader.load(ConfigSources.in(Path.of("nowhere"))
                        .withFlags(List.of(
                                new FlagValue("", "schedule.interval_seconds", "60"),
                                new FlagValue("", "risk.take_profit_pct", Double.toString(rules.takeProfit())),
                                new FlagValue("", "risk.stop_loss_pct", Double.toString(rules.stopLoss())),
                                new FlagValue("", "sim.fill_model", "mid"))))
                .match(valid -> valid.effective().config(), invalid -> {
                    throw new IllegalStateException(invalid.problems().toString());
                });
    }
}
