package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.output.TextTable;
import dev.ibkrbot.cli.wiring.Pace;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.performance.TradeStatistics;
import dev.ibkrbot.execution.report.ReportFact;
import dev.ibkrbot.stub.sim.FillModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same backtest at the middle of the quote, at three quarters of the way to the other side and across the whole spread.
 * Orders may fill at one price and not at another, so that the trades differ too. Immutable.
 *
 * @param rows kindest first
 */
public record FillComparison(List<Row> rows) {
    private static final List<FillModel> MODELS =
            List.of(FillModel.mid(), FillModel.fraction(Percent.of("75")), FillModel.cross());

    /**
     * What one assumption about fills comes to. Immutable.
     *
     * @param fill as in configuration
     * @param profit of closed trades, after fees
     */
    public record Row(
            String fill, long trades, long wins, Money profit, Money fees, Money finalEquity, String journalHash) {
        static Row of(FillModel model, SimulationOutcome outcome) {
            TradeStatistics trades = outcome.performance().statistics().trades();
            return new Row(
                    model.name(),
                    trades.trades(),
                    trades.wins(),
                    trades.profit(),
                    trades.commissions(),
                    outcome.performance().statistics().finalEquity(),
                    outcome.journalHash());
        }
    }

    public FillComparison {
        rows = List.copyOf(rows);
    }

    /** Nothing was compared. */
    public static FillComparison none() {
        return new FillComparison(List.of());
    }

    /** Runs the request once for each assumption, without a trace on disk; the run that there is already is not repeated. */
    public static FillComparison of(BacktestRequest request, EffectiveConfig effective, SimulationOutcome done) {
        List<Row> rows = new ArrayList<>();
        for (FillModel model : MODELS) {
            rows.add(Row.of(model, outcome(model, request, effective, done)));
        }
        return new FillComparison(rows);
    }

    private static SimulationOutcome outcome(
            FillModel model, BacktestRequest request, EffectiveConfig effective, SimulationOutcome done) {
        if (effective.config().sim().fillModel().equals(model)) {
            return done;
        }
        EffectiveConfig other = new EffectiveConfig(
                with(model, effective.config()), effective.values(), effective.warnings(), effective.digest());
        SimulationPlan plan = request.load(MarketCalendar.nyse(), other);
        return SimulationRun.of(plan).run(MemoryJournal.countingOnly(), Pace.UNLIMITED, EngineListener.NONE);
    }

    private static BotConfig with(FillModel model, BotConfig config) {
        return new BotConfig(
                config.symbols(),
                config.trading(),
                config.broker(),
                config.risk(),
                config.schedule(),
                config.orders(),
                config.options(),
                config.strategy(),
                config.whale(),
                config.writing(),
                config.historical(),
                new BotConfig.Sim(config.sim().seed(), config.sim().capital(), model),
                config.journal(),
                config.report(),
                config.gameplan(),
                config.monitoring(),
                config.logging());
    }

    /** The table for people; none when nothing was compared. */
    public List<String> lines() {
        if (rows.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable("fill", "trades", "won", "profit", "fees", "final equity");
        for (Row row : rows) {
            table.row(
                    row.fill(),
                    row.trades(),
                    row.wins(),
                    row.profit().amount(),
                    row.fees().amount(),
                    row.finalEquity().amount());
        }
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(table.lines());
        return lines;
    }

    /** For the report's costs. */
    List<ReportFact> facts() {
        return rows.stream()
                .map(row -> new ReportFact(
                        "At " + row.fill(),
                        String.format(
                                Locale.ROOT,
                                "%s after %s fees, %d trades, %d won",
                                row.profit(),
                                row.fees().amount(),
                                row.trades(),
                                row.wins())))
                .toList();
    }
}
