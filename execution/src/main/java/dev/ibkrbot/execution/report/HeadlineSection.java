package dev.ibkrbot.execution.report;

import dev.ibkrbot.execution.performance.PerformanceStatistics;
import dev.ibkrbot.execution.performance.TradeStatistics;

/** The figures that are looked at first. Immutable. */
final class HeadlineSection {
    private final PerformanceStatistics statistics;

    HeadlineSection(ReportContent content) {
        statistics = content.performance().statistics();
    }

    void write(Html out) {
        TradeStatistics trades = statistics.trades();
        double total = statistics.totalReturn();
        String tone = total > 0 ? "win" : total < 0 ? "loss" : "even";
        out.raw(
                "<section aria-labelledby=\"headline\"><h2 id=\"headline\" class=\"unseen\">Headline figures</h2><dl class=\"figures\">");
        figure(
                out,
                "main " + tone,
                "Total return",
                Figures.signedPercent(total),
                "of " + Figures.money(statistics.startingCapital()));
        figure(out, "main", "Final equity", Figures.money(statistics.finalEquity()), days());
        figure(out, "", "Max drawdown", Figures.percent(-statistics.maxDrawdown()), "from the peak before");
        figure(out, "", "Sharpe", Figures.ratio(statistics.sharpe()), "daily, a year, zero rate");
        figure(out, "", "Sortino", Figures.ratio(statistics.sortino()), "daily, a year, zero rate");
        figure(out, "", "Profit factor", Figures.ratio(trades.profitFactor()), "gains by losses");
        figure(
                out,
                "",
                "Win rate",
                Figures.percent(trades.winRate()),
                trades.wins() + " won, " + trades.losses() + " lost");
        figure(out, "", "Trades", Figures.count(trades.trades()), "closed");
        figure(out, "", "Commissions", Figures.money(trades.commissions()), "of closed trades");
        figure(out, "", "Exposure", Figures.percent(statistics.exposure()), "of the time in a position");
        out.raw("</dl></section>");
    }

    private String days() {
        return statistics.tradingDays() == 1
                ? "after 1 trading day"
                : "after " + Figures.count(statistics.tradingDays()) + " trading days";
    }

    private static void figure(Html out, String cssClass, String name, String value, String note) {
        out.raw("<div class=\"figure " + cssClass + "\"><dt>").text(name).raw("</dt><dd>");
        if (value.equals(Figures.NONE)) {
            out.raw("<span class=\"value\" title=\"not defined for this run\">")
                    .text(value)
                    .raw("</span>");
        } else {
            out.element("span", "value", value);
        }
        out.element("span", "note", note).raw("</dd></div>");
    }
}
