package dev.ibkrbot.cli.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.execution.performance.PerformanceStatistics;
import dev.ibkrbot.execution.performance.TradeStatistics;
import dev.ibkrbot.execution.report.ReasonCount;
import java.util.List;
import java.util.OptionalDouble;

/** Puts an outcome into a JSON answer: money as text, ratios as numbers, what is undefined as null. */
public final class OutcomeAnswer {
    private static final double NANOS_PER_SECOND = 1e9;

    private OutcomeAnswer() {}

    /** Adds the fields that run and backtest promise. */
    public static void addTo(ObjectNode root, SimulationOutcome outcome) {
        PerformanceStatistics statistics = outcome.performance().statistics();
        TradeStatistics trades = statistics.trades();
        ArrayNode symbols = root.putArray("symbols");
        outcome.symbols().forEach(symbol -> symbols.add(symbol.value()));
        root.put("from", outcome.first().toString()).put("to", outcome.last().toString());
        root.put("bars", outcome.bars())
                .put("trades", trades.trades())
                .put("wins", trades.wins())
                .put("startingCapital", statistics.startingCapital().amount())
                .put("finalEquity", statistics.finalEquity().amount())
                .put("currency", statistics.finalEquity().currency().code())
                .put("profit", trades.profit().amount())
                .put("totalReturn", statistics.totalReturn())
                .put("maxDrawdown", statistics.maxDrawdown());
        putRatio(root, "sharpe", statistics.sharpe());
        putRatio(root, "sortino", statistics.sortino());
        putRatio(root, "profitFactor", trades.profitFactor());
        root.put("commissions", trades.commissions().amount());
        putRatio(root, "exposure", statistics.exposure());
        outcome.performance().options().ifPresent(it -> OptionAnswer.addTo(root.putObject("optionTrades"), it));
        OrderCounts orders = outcome.orders();
        root.putObject("orders")
                .put("reported", orders.reported())
                .put("submitted", orders.submitted())
                .put("entries", orders.entries())
                .put("filled", orders.filled())
                .put("canceled", orders.canceled())
                .put("rejected", orders.rejected())
                .put("denied", orders.denied());
        putReasons(root.putObject("denials"), outcome.denials());
        putReasons(root.putObject("notEntered"), outcome.notEntered());
        ObjectNode skips = root.putObject("skips");
        outcome.skips().forEach(skips::put);
        root.put("journalHash", outcome.journalHash());
        double seconds = outcome.elapsed().toNanos() / NANOS_PER_SECOND;
        root.put("elapsedSeconds", seconds).put("barsPerSecond", seconds > 0 ? outcome.bars() / seconds : null);
        putTexts(root.putArray("assumptions"), outcome.assumptions());
        putTexts(root.putArray("warnings"), outcome.warnings());
    }

    private static void putRatio(ObjectNode root, String name, OptionalDouble ratio) {
        if (ratio.isPresent()) {
            root.put(name, ratio.getAsDouble());
        } else {
            root.putNull(name);
        }
    }

    private static void putReasons(ObjectNode node, List<ReasonCount> reasons) {
        reasons.forEach(reason -> node.put(reason.code(), reason.count()));
    }

    private static void putTexts(ArrayNode node, List<String> texts) {
        texts.forEach(node::add);
    }
}
