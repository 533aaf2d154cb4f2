package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.cli.output.TextTable;
import dev.ibkrbot.execution.performance.ExitReasonTotal;
import dev.ibkrbot.execution.performance.PerformanceStatistics;
import dev.ibkrbot.execution.performance.TradeStatistics;
import dev.ibkrbot.execution.report.ReasonCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The end of a run in a few lines for a person. */
public final class OutcomeSummary {
    private static final double HUNDRED = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private OutcomeSummary() {}

    /** Figures first, then why positions were left and why entries were not made. */
    public static List<String> lines(SimulationOutcome outcome) {
        PerformanceStatistics statistics = outcome.performance().statistics();
        TradeStatistics trades = statistics.trades();
        OrderCounts orders = outcome.orders();
        TextTable table = new TextTable("summary", "")
                .row("dates", outcome.first() + " to " + outcome.last() + ", " + outcome.bars() + " bars")
                .row(
                        "equity",
                        statistics.startingCapital() + " -> " + statistics.finalEquity() + " ("
                                + percent(statistics.totalReturn()) + ")")
                .row(
                        "profit",
                        trades.profit() + " after " + trades.commissions().amount() + " fees")
                .row("trades", trades.trades() + " closed, " + trades.wins() + " won, " + trades.losses() + " lost")
                .row("entries", orders.entries() + " sent, " + orders.denied() + " denied by risk")
                .row(
                        "orders",
                        orders.submitted() + " submitted, " + orders.filled() + " fills, " + orders.canceled()
                                + " canceled, " + orders.rejected() + " rejected"
                                + (orders.reported() > 0 ? "; " + orders.reported() + " only reported" : ""))
                .row("drawdown", percent(statistics.maxDrawdown()))
                .row(
                        "sharpe",
                        ratio(statistics.sharpe()) + ", sortino " + ratio(statistics.sortino()) + ", profit factor "
                                + ratio(trades.profitFactor()))
                .row("exits", joined(trades.exitReasons().stream().map(OutcomeSummary::told)))
                .row("denials", joined(outcome.denials().stream().map(OutcomeSummary::told)))
                .row("no order", joined(outcome.notEntered().stream().map(OutcomeSummary::told)))
                .row("skipped", joined(outcome.skips().entrySet().stream().map(OutcomeSummary::told)))
                .row(
                        "time",
                        String.format(Locale.ROOT, "%.2f s", outcome.elapsed().toNanos() / NANOS_PER_SECOND))
                .row("hash", outcome.journalHash());
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(table.lines());
        outcome.assumptions().forEach(it -> lines.add("assumed  " + it));
        outcome.warnings().forEach(it -> lines.add("warning  " + it));
        return lines;
    }

    private static String told(ExitReasonTotal total) {
        return total.exitReason() + " " + total.trades() + " (" + total.profit().amount() + ")";
    }

    private static String told(ReasonCount reason) {
        return reason.code() + " " + reason.count();
    }

    private static String told(Map.Entry<String, Long> reason) {
        return reason.getKey() + " " + reason.getValue();
    }

    private static String joined(Stream<String> texts) {
        String all = texts.collect(Collectors.joining(", "));
        return all.isEmpty() ? "none" : all;
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f%%", fraction * HUNDRED);
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "-";
    }
}
