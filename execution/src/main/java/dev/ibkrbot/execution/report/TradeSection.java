package dev.ibkrbot.execution.report;

import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.execution.order.ClosedTrade;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;

/** Every closed trade, a row each. Immutable. */
final class TradeSection {
    /** A browser stays quick with this many rows; the journal has all. */
    static final int MAX_ROWS = 2_000;

    private final ReportContent content;
    private final ZoneId zone;

    TradeSection(ReportContent content) {
        this.content = content;
        zone = content.zone();
    }

    void write(Html out) {
        List<ClosedTrade> trades = content.trades();
        out.raw("<section aria-labelledby=\"trades\"><h2 id=\"trades\">Trades</h2>");
        if (trades.isEmpty()) {
            out.raw("<p class=\"empty\">No position was closed.</p></section>");
            return;
        }
        String currency = trades.get(0).profit().currency().code();
        out.raw("<p class=\"hint\">")
                .text(closedCount(trades.size()) + ". Prices per share, P&L after fees, times in " + zone.getId() + ".")
                .raw("</p>");
        Table table = new Table(
                out,
                "Closed trades",
                List.of(
                        Table.Column.words("Contract"),
                        Table.Column.words("Opened"),
                        Table.Column.words("Closed"),
                        Table.Column.numbers("Quantity"),
                        Table.Column.numbers("Entry"),
                        Table.Column.numbers("Exit"),
                        Table.Column.gains("P&L, " + currency),
                        Table.Column.numbers("Fees, " + currency),
                        Table.Column.words("Exit reason"),
                        Table.Column.words("Signal"),
                        Table.Column.numbers("Confidence")));
        trades.stream().limit(MAX_ROWS).forEach(trade -> row(table, trade));
        table.end();
        long hidden = StrictMath.max(0, trades.size() - MAX_ROWS)
                + content.performance().omittedTrades();
        if (hidden > 0) {
            out.element("p", "hint", Figures.count(hidden) + " later trades are in the figures but not in this table.");
        }
        out.raw("</section>");
    }

    private static String closedCount(int trades) {
        return trades == 1 ? "1 closed trade" : Figures.count(trades) + " closed trades";
    }

    private void row(Table table, ClosedTrade trade) {
        table.row(
                trade.instrument().toString(),
                Figures.time(trade.entryTime(), zone),
                closed(trade),
                (trade.side() == Side.BUY ? "" : "−") + trade.quantity(),
                trade.entryPrice().toString(),
                trade.exitPrice().toString(),
                Figures.signedAmount(trade.net()),
                Figures.decimal(new BigDecimal(trade.fees().amount()), 2),
                ReasonSections.words(trade.reason().code()),
                trade.signal().action() + " "
                        + ReasonSections.words(trade.signal().reason()),
                trade.signal().confidence().toString());
    }

    /** Only the time of day when it was closed on the day it was opened. */
    private String closed(ClosedTrade trade) {
        String opened = Figures.time(trade.entryTime(), zone);
        String closed = Figures.time(trade.exitTime(), zone);
        int date = "2013-10-04 ".length();
        return closed.startsWith(opened.substring(0, date)) ? closed.substring(date) : closed;
    }
}
