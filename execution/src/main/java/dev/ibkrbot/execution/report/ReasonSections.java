package dev.ibkrbot.execution.report;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.performance.ExitReasonTotal;
import dev.ibkrbot.execution.performance.TradeStatistics;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** Why trades ended, why others never began, and what trading cost. Immutable. */
final class ReasonSections {
    private final ReportContent content;
    private final TradeStatistics statistics;

    ReasonSections(ReportContent content) {
        this.content = content;
        statistics = content.performance().statistics().trades();
    }

    void writeExits(Html out) {
        begin(out, "exits", "Exit reasons");
        if (statistics.exitReasons().isEmpty()) {
            empty(out, "No position was closed.");
            return;
        }
        String currency = statistics.profit().currency().code();
        Table table = new Table(
                out,
                "Exit reasons",
                List.of(
                        Table.Column.words("Reason"),
                        Table.Column.numbers("Trades"),
                        Table.Column.gains("P&L after fees, " + currency)));
        for (ExitReasonTotal total : statistics.exitReasons()) {
            table.row(words(total.exitReason()), Figures.count(total.trades()), Figures.signedAmount(total.profit()));
        }
        table.end();
        out.raw("</section>");
    }

    void writeCosts(Html out) {
        Money fees = statistics.commissions();
        Money gross = statistics.profit().plus(fees);
        begin(out, "costs", "Costs");
        String currency = fees.currency().code();
        Table table = new Table(
                out, "Costs", List.of(Table.Column.words("Of closed trades"), Table.Column.numbers(currency)));
        table.row("P&L before commissions", Figures.signedAmount(gross))
                .row("Commissions", Figures.decimal(new BigDecimal(fees.amount()), 2))
                .row("P&L after commissions", Figures.signedAmount(statistics.profit()));
        if (gross.isPositive()) {
            table.row("Commissions by P&L before them", Figures.percent(fees.asDouble() / gross.asDouble()));
        }
        if (statistics.trades() > 0) {
            BigDecimal perTrade = BigDecimal.valueOf(fees.asDouble() / statistics.trades());
            table.row("Commissions per trade", Figures.decimal(perTrade, 2));
        }
        content.costs().forEach(cost -> table.row(cost.name(), cost.value()));
        table.end();
        out.raw("</section>");
    }

    void writeDenials(Html out) {
        writeCounts(out, "denials", "Denied by risk", "Risk denied nothing.", content.denials());
    }

    void writeSkips(Html out) {
        writeCounts(out, "skips", "Skipped cycles", "No cycle was skipped.", content.skips());
    }

    private static void writeCounts(Html out, String id, String heading, String none, List<ReasonCount> counts) {
        begin(out, id, heading);
        if (counts.isEmpty()) {
            empty(out, none);
            return;
        }
        boolean examples = counts.stream().anyMatch(count -> !count.example().isEmpty());
        List<Table.Column> columns = examples
                ? List.of(
                        Table.Column.words("Reason"), Table.Column.numbers("Times"), Table.Column.words("For example"))
                : List.of(Table.Column.words("Reason"), Table.Column.numbers("Times"));
        Table table = new Table(out, heading, columns);
        counts.stream()
                .sorted(Comparator.comparingLong(ReasonCount::count).reversed().thenComparing(ReasonCount::code))
                .forEach(count -> {
                    if (examples) {
                        table.row(words(count.code()), Figures.count(count.count()), count.example());
                    } else {
                        table.row(words(count.code()), Figures.count(count.count()));
                    }
                });
        table.end();
        out.raw("</section>");
    }

    private static void begin(Html out, String id, String heading) {
        out.raw("<section aria-labelledby=\"" + id + "\"><h2 id=\"" + id + "\">")
                .text(heading)
                .raw("</h2>");
    }

    private static void empty(Html out, String text) {
        out.element("p", "empty", text).raw("</section>");
    }

    /** "take_profit" as "take profit". */
    static String words(String code) {
        return code.replace('_', ' ');
    }
}
