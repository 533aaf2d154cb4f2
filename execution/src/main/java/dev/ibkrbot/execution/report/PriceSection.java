package dev.ibkrbot.execution.report;

import dev.ibkrbot.execution.order.ClosedTrade;
import java.util.List;

/** Where trades were entered and left, on the price of their underlying. Immutable. */
final class PriceSection {
    /** More marks than this cover each other. */
    static final int MAX_MARKS = 1_000;

    private final ReportContent content;

    PriceSection(ReportContent content) {
        this.content = content;
    }

    void write(Html out) {
        out.raw("<section aria-labelledby=\"prices\"><h2 id=\"prices\">Trades on the price</h2>");
        List<PriceHistory> drawn = drawn();
        if (drawn.isEmpty()) {
            out.raw("<p class=\"empty\">No prices were recorded.</p></section>");
            return;
        }
        out.raw("<ul class=\"legend\" aria-label=\"Legend\"><li class=\"entry\">entry</li>")
                .raw("<li class=\"win\">exit with a gain</li><li class=\"loss\">exit with a loss</li></ul>");
        for (int i = 0; i < drawn.size(); i++) {
            write(out, drawn.get(i), i);
        }
        out.raw("</section>");
    }

    private void write(Html out, PriceHistory history, int index) {
        List<ClosedTrade> trades = tradesOf(history);
        double[] prices = history.points().stream()
                .mapToDouble(point -> point.price().asDouble())
                .toArray();
        double least = prices[0];
        double most = prices[0];
        for (double price : prices) {
            least = StrictMath.min(least, price);
            most = StrictMath.max(most, price);
        }
        PlotScale scale = PlotScale.around(least, most);
        out.raw("<figure class=\"chart\" data-chart=\"price\" data-index=\"" + index + "\"><h3>")
                .text(history.symbol().value())
                .raw("</h3><div class=\"static\">");
        StaticPlot plot = new StaticPlot(
                out,
                "medium",
                "Price of " + history.symbol(),
                scale,
                prices.length,
                tick -> Figures.decimal(tick, StrictMath.max(2, scale.places())));
        plot.line("curve price", prices);
        for (ClosedTrade trade : trades) {
            int entry = history.indexAt(trade.entryTime());
            int exit = history.indexAt(trade.exitTime());
            plot.span(outcome(trade), entry, prices[entry], exit, prices[exit]);
        }
        plot.end(EquitySection.labels(times(history)));
        out.raw("</div><figcaption>").text(caption(history, trades)).raw("</figcaption></figure>");
    }

    private String caption(PriceHistory history, List<ClosedTrade> marked) {
        long all = content.trades().stream()
                .filter(trade -> trade.symbol().equals(history.symbol()))
                .count();
        String trades = all == 1 ? "1 trade" : Figures.count(all) + " trades";
        String rest = all > marked.size() ? ", the first " + Figures.count(marked.size()) + " are marked" : "";
        return trades + " on " + history.symbol() + rest + ". The line is the price per share of " + history.symbol()
                + "; options move more than it.";
    }

    /** The histories with something to draw. */
    List<PriceHistory> drawn() {
        return content.prices().stream()
                .filter(history -> !history.points().isEmpty())
                .toList();
    }

    /** The trades that are marked. */
    List<ClosedTrade> tradesOf(PriceHistory history) {
        return content.trades().stream()
                .filter(trade -> trade.symbol().equals(history.symbol()))
                .limit(MAX_MARKS)
                .toList();
    }

    List<String> times(PriceHistory history) {
        return history.points().stream()
                .map(point -> Figures.time(point.at(), content.zone()))
                .toList();
    }

    /** "win", "loss" or "even", after fees. */
    static String outcome(ClosedTrade trade) {
        if (trade.net().isPositive()) {
            return "win";
        }
        return trade.net().isNegative() ? "loss" : "even";
    }
}
