package dev.ibkrbot.execution.report;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.option.Attribution;
import dev.ibkrbot.execution.option.OptionBucket;
import dev.ibkrbot.execution.option.OptionPerformance;
import dev.ibkrbot.execution.option.PremiumSum;
import dev.ibkrbot.execution.option.RollChain;
import dev.ibkrbot.execution.order.ClosedTrade;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Premium, win rates, rolls, deliveries and where the profit of options came from; each part only if there is some. */
final class OptionSection {
    private final OptionPerformance options;
    private final ZoneId zone;

    OptionSection(OptionPerformance options, ZoneId zone) {
        this.options = options;
        this.zone = zone;
    }

    void write(Html out) {
        out.raw("<section aria-labelledby=\"options\"><h2 id=\"options\">Options</h2>");
        if (options.attribution().isPresent()) {
            premium(out);
            attribution(out, options.attribution().get());
            buckets(out, "Win rate by days to expiration", "Left when opened", options.byDays());
            buckets(out, "Win rate by delta", "Delta when decided, without sign", options.byDelta());
        } else {
            out.raw("<p class=\"empty\">No option position was closed.</p>");
        }
        rolls(out);
        delivered(out);
        new OptionCharts(options, zone).write(out);
        out.raw("</section>");
    }

    private void premium(Html out) {
        String currency = options.premium().get(0).net().currency().code();
        out.element("h3", "Premium, " + currency);
        Table table = new Table(
                out,
                "Premium",
                List.of(
                        Table.Column.words("Opened by"),
                        Table.Column.numbers("Trades"),
                        Table.Column.numbers("At the opening"),
                        Table.Column.numbers("At the end"),
                        Table.Column.numbers("Fees"),
                        Table.Column.gains("Kept")));
        for (PremiumSum sum : options.premium()) {
            table.row(
                    sum.written() ? "writing: collected, then paid back" : "buying: paid, then received",
                    Figures.count(sum.trades()),
                    amount(sum.opened()),
                    amount(sum.closed()),
                    amount(sum.fees()),
                    Figures.signedAmount(sum.net()));
        }
        table.end();
    }

    private static void attribution(Html out, Attribution sum) {
        String currency = sum.net().currency().code();
        out.element("h3", "Where the P&L came from");
        Table table = new Table(
                out, "P&L by cause", List.of(Table.Column.words("Cause"), Table.Column.gains("P&L, " + currency)));
        table.row("Delta: prices of the underlyings", estimate(sum.delta()))
                .row("Theta: passing of time", estimate(sum.theta()))
                .row("Vega: implied volatility", estimate(sum.vega()))
                .row("Fills beside the middle of the market", estimate(sum.crossing()))
                .row("Commissions", Figures.signedAmount(sum.fees().negated()));
        if (sum.handedOver() != 0) {
            table.row("Handed over to delivered shares", estimate(sum.handedOver()));
        }
        table.row("Not explained", estimate(sum.unexplained())).row("Together", Figures.signedAmount(sum.net()));
        table.end();
        String rest = sum.unmarked() == 0
                ? ""
                : " Greeks were never known while " + Figures.count(sum.unmarked()) + " of "
                        + Figures.count(sum.trades()) + " trades were held: all of theirs is not explained.";
        out.element(
                "p",
                "hint",
                "From mark to mark, with the mean of the greeks at both ends. Not explained are gamma beyond that, the way"
                        + " from the last mark to the end of an option, prices while a side of the market was missing,"
                        + " and legs of combinations that were delivered."
                        + rest);
    }

    private static void buckets(Html out, String heading, String column, List<OptionBucket> buckets) {
        out.element("h3", heading);
        Table table = new Table(
                out,
                heading,
                List.of(
                        Table.Column.words(column),
                        Table.Column.words("Opened by"),
                        Table.Column.numbers("Trades"),
                        Table.Column.numbers("Won"),
                        Table.Column.numbers("Win rate"),
                        Table.Column.gains("P&L after fees")));
        for (OptionBucket bucket : buckets) {
            table.row(
                    bucket.name(),
                    bucket.written() ? "writing" : "buying",
                    Figures.count(bucket.trades()),
                    Figures.count(bucket.wins()),
                    Figures.percent(bucket.winRate()),
                    Figures.signedAmount(bucket.net()));
        }
        table.end();
    }

    private void rolls(Html out) {
        if (!options.rolls().isEmpty()) {
            chains(out);
        }
        if (options.unfinishedRolls() > 0) {
            out.element(
                    "p",
                    "hint",
                    "Bought back to be rolled, without a closed trade in their place: "
                            + Figures.count(options.unfinishedRolls()) + ".");
        }
    }

    private void chains(Html out) {
        out.element("h3", "Rolls");
        Table table = new Table(
                out,
                "Rolls",
                List.of(
                        Table.Column.words("Written, one after the other"),
                        Table.Column.words("From"),
                        Table.Column.numbers("Rolls"),
                        Table.Column.gains("Credit of the rolls"),
                        Table.Column.gains("P&L after fees")));
        for (RollChain chain : options.rolls()) {
            List<ClosedTrade> trades = chain.trades();
            table.row(
                    trades.stream().map(trade -> trade.instrument().toString()).collect(Collectors.joining(" → ")),
                    Figures.time(trades.get(0).entryTime(), zone),
                    Figures.count(trades.size() - 1),
                    Figures.signedAmount(chain.rollCredit()),
                    Figures.signedAmount(chain.net()));
        }
        table.end();
    }

    private void delivered(Html out) {
        if (options.delivered().isEmpty()) {
            return;
        }
        out.element("h3", "Assignments and exercises");
        Table table = new Table(
                out,
                "Assignments and exercises",
                List.of(
                        Table.Column.words("Contract"),
                        Table.Column.words("End"),
                        Table.Column.words("At"),
                        Table.Column.numbers("Contracts"),
                        Table.Column.gains("Option's P&L after fees")));
        for (ClosedTrade trade : options.delivered()) {
            table.row(
                    trade.instrument().toString(),
                    trade.reason().code(),
                    Figures.time(trade.exitTime(), zone),
                    trade.quantity().toString(),
                    Figures.signedAmount(trade.net()));
        }
        table.end();
        out.element(
                "p",
                "hint",
                "Delivered shares change hands at the strike: what the option was worth then is the shares' gain or loss,"
                        + " not the option's.");
    }

    private static String amount(Money money) {
        return Figures.decimal(new BigDecimal(money.amount()), 2);
    }

    private static String estimate(double value) {
        String text = Figures.decimal(new BigDecimal(value), 2);
        return value > 0 ? "+" + text : text;
    }
}
