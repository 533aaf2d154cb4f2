package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.cli.output.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The closed trades of a run, each once as it was counted last, and what they come to. Stateless. */
public final class TradeList {
    private static final int RATE_PLACES = 4;

    private TradeList() {}

    private record Closed(SignalStory trade, ExitStory exit) {}

    private static List<Closed> closed(JournalStory story, Selection selection) {
        List<Closed> all = new ArrayList<>();
        for (SignalStory trade : story.tradeStories()) {
            trade.exits().stream()
                    .filter(exit -> selection.matches(exit.exitTime(), trade.symbol))
                    .forEach(exit -> all.add(new Closed(trade, exit)));
        }
        return all;
    }

    /** What the trades of one currency come to; one that gained exactly its fees is neither won nor lost. */
    private record Total(long trades, long won, long lost, Money profit, Money fees) {
        static Total none(Currency currency) {
            return new Total(0, 0, 0, Money.zero(currency), Money.zero(currency));
        }

        Total plus(ExitStory exit) {
            return new Total(
                    trades + 1,
                    won + (exit.net().isPositive() ? 1 : 0),
                    lost + (exit.net().isNegative() ? 1 : 0),
                    profit.plus(exit.profit()),
                    fees.plus(exit.fees()));
        }

        Money net() {
            return profit.minus(fees);
        }

        BigDecimal winRate() {
            return BigDecimal.valueOf(won).divide(BigDecimal.valueOf(trades), RATE_PLACES, RoundingMode.HALF_EVEN);
        }
    }

    private static Map<String, Total> totals(List<Closed> closed) {
        Map<String, Total> totals = new TreeMap<>();
        for (Closed one : closed) {
            Currency currency = one.exit().profit().currency();
            totals.put(
                    currency.code(),
                    totals.getOrDefault(currency.code(), Total.none(currency)).plus(one.exit()));
        }
        return totals;
    }

    /** Adds the run, the trades that were closed in the selection, and their totals by currency. */
    public static void addTo(ObjectNode root, JournalStory story, Selection selection) {
        RunFacts.addTo(root, story);
        List<Closed> closed = closed(story, selection);
        addTo(root.putArray("trades"), closed);
        ArrayNode totals = root.putArray("totals");
        totals(closed)
                .forEach((currency, total) -> totals.addObject()
                        .put("currency", currency)
                        .put("trades", total.trades())
                        .put("won", total.won())
                        .put("lost", total.lost())
                        .put("winRate", total.winRate())
                        .put("profit", total.profit().amount())
                        .put("fees", total.fees().amount())
                        .put("net", total.net().amount()));
    }

    static void addAll(ArrayNode trades, JournalStory story) {
        addTo(trades, closed(story, Selection.EVERYTHING));
    }

    private static void addTo(ArrayNode trades, List<Closed> closed) {
        for (Closed one : closed) {
            ObjectNode node = trades.addObject()
                    .put("trade", one.trade().trade())
                    .put("symbol", one.trade().symbol)
                    .put("strategy", one.trade().body().text("strategy").orElse(null));
            SignalAnswer.addExit(node, one.exit());
        }
    }

    /** The same as a table with its totals. */
    public static void tell(JournalStory story, Selection selection, Consumer<String> out) {
        List<Closed> closed = closed(story, selection);
        table(closed).orElse("no trade is closed").forEach(out);
        totals(closed)
                .forEach((currency, total) -> out.accept("total     " + total.trades() + " closed, "
                        + total.won() + " won, " + total.lost() + " lost, profit "
                        + total.profit().amount() + ", fees " + total.fees().amount() + ", net " + total.net()));
    }

    private static TextTable table(List<Closed> closed) {
        TextTable table = new TextTable(
                "trade", "instrument", "quantity", "from", "to", "entry", "exit", "fees", "net", "reason");
        for (Closed one : closed) {
            ExitStory exit = one.exit();
            table.row(
                    one.trade().trade(),
                    exit.instrument(),
                    exit.quantity(),
                    moment(exit.entryTime()),
                    sameDay(exit) ? NewYork.time(exit.exitTime()) : moment(exit.exitTime()),
                    exit.entryPrice(),
                    exit.exitPrice(),
                    exit.fees().amount(),
                    exit.net().amount(),
                    exit.reason());
        }
        return table;
    }

    private static boolean sameDay(ExitStory exit) {
        return NewYork.date(exit.entryTime()).equals(NewYork.date(exit.exitTime()));
    }

    private static String moment(Instant at) {
        return NewYork.date(at) + " " + NewYork.time(at);
    }

    /** The latest trades alone. */
    static void tellLatest(JournalStory story, int most, Consumer<String> out) {
        List<Closed> closed = closed(story, Selection.EVERYTHING);
        int first = Math.max(0, closed.size() - most);
        table(closed.subList(first, closed.size())).orElse("no trade is closed").forEach(out);
        if (first > 0) {
            out.accept(first + " earlier trades are left out here; bot trades has all of them");
        }
    }
}
