package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.BotConfig.StrategyName;
import dev.ibkrbot.cli.gameplan.DayPlan;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.execution.report.HtmlReport;
import dev.ibkrbot.execution.report.ReasonCount;
import dev.ibkrbot.execution.report.ReportContent;
import dev.ibkrbot.execution.report.ReportFact;
import dev.ibkrbot.execution.report.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the HTML report of a run; the chart library comes from its WebJar and is put into the page. */
public final class RunReport {
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

    private RunReport() {}

    /** Refuses a file that cannot be written, before a run that would end without its report. */
    public static void requirePlace(Path file) {
        Path place = file.toAbsolutePath().getParent();
        while (!Files.exists(place)) {
            place = place.getParent();
        }
        if (Files.isDirectory(file)) {
            throw refusedPlace(file, "it is a folder");
        }
        if (!Files.isDirectory(place) || !Files.isWritable(place)) {
            throw refusedPlace(file, place + " is not a folder that can be written to");
        }
    }

    private static CommandFailure refusedPlace(Path file, String why) {
        return new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "nothing was run",
                "the report " + file + " cannot be written: " + why,
                "name a file in a writable folder with --report FILE");
    }

    /** Writes the page whole or not at all; a failure when the file cannot be written. */
    public static void write(Path file, SimulationPlan plan, SimulationOutcome outcome) {
        write(file, plan, outcome, FillComparison.none());
    }

    /** As above, with what other fills would have come to. */
    public static void write(Path file, SimulationPlan plan, SimulationOutcome outcome, FillComparison fills) {
        try {
            ReportFile.write(file, new HtmlReport(chartLibrary()).render(content(plan, outcome, fills)));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "the report could not be written; the run itself is complete and in its journal",
                    file + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    "name a file in a writable folder with --report FILE",
                    e);
        }
    }

    private static ReportContent content(SimulationPlan plan, SimulationOutcome outcome, FillComparison fills) {
        BotConfig config = plan.config();
        String symbols = outcome.symbols().stream().map(Symbol::value).collect(Collectors.joining(", "));
        String title = plan.kind().equals("run") ? "Simulated trading day" : "Backtest";
        String dates = outcome.first().equals(outcome.last())
                ? outcome.first().toString()
                : outcome.first() + " to " + outcome.last();
        return new ReportContent(
                title,
                symbols + ", " + dates + ", " + outcome.bars() + " one-minute bars",
                plan.market().calendar().zone(),
                outcome.performance(),
                outcome.prices(),
                outcome.denials(),
                skips(outcome),
                costs(config, fills),
                outcome.assumptions(),
                outcome.warnings(),
                facts(plan, outcome, symbols, dates));
    }

    private static List<ReportFact> costs(BotConfig config, FillComparison fills) {
        List<ReportFact> costs = new ArrayList<>();
        costs.add(new ReportFact("Fill model", config.sim().fillModel().name()));
        costs.addAll(fills.facts());
        return costs;
    }

    /** Cycles that came to no plan, and plans that came to no order. */
    private static List<ReasonCount> skips(SimulationOutcome outcome) {
        List<ReasonCount> all = new ArrayList<>(outcome.notEntered());
        outcome.skips().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(skip -> all.add(new ReasonCount(skip.getKey(), skip.getValue(), "")));
        return all;
    }

    private static List<ReportFact> facts(
            SimulationPlan plan, SimulationOutcome outcome, String symbols, String dates) {
        BotConfig config = plan.config();
        List<ReportFact> facts = new ArrayList<>();
        facts.add(new ReportFact("Symbols", symbols));
        facts.add(new ReportFact("Dates", dates));
        facts.add(new ReportFact("Instrument", plan.instrument().name().toLowerCase(Locale.ROOT)));
        facts.add(new ReportFact("Option prices", plan.optionPrices()));
        facts.add(new ReportFact("Strategy", String.join(", ", DayPlan.strategyNames(config))));
        facts.add(new ReportFact("Interval", config.schedule().interval().toSeconds() + " s"));
        if (exitsAreThoseOfRisk(config)) {
            facts.add(new ReportFact("Take profit", config.risk().takeProfit().toString()));
            facts.add(new ReportFact("Stop loss", config.risk().stopLoss().toString()));
        }
        facts.add(
                new ReportFact("Risk per trade", config.risk().maxRiskPerTrade().toString()));
        facts.add(new ReportFact("Capital", config.sim().capital().toString()));
        facts.add(new ReportFact("Seed", Long.toString(config.sim().seed())));
        facts.add(new ReportFact("Journal hash", outcome.journalHash()));
        return facts;
    }

    /** The others set their own exits. */
    private static boolean exitsAreThoseOfRisk(BotConfig config) {
        StrategyName name = config.strategy().name();
        return config.gameplan().file().isEmpty() && (name == StrategyName.SCALP || name == StrategyName.WHALE);
    }

    /** The library's text; without it the page has its plain charts. */
    private static String chartLibrary() {
        try (InputStream in = RunReport.class.getResourceAsStream(CHARTS)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
