package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.cli.output.TextTable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The orders of a run, in the order they were meant. Stateless. */
public final class OrderList {
    private OrderList() {}

    private static void each(
            JournalStory story, Selection selection, boolean working, BiConsumer<SignalStory, OrderStory> action) {
        Predicate<OrderStory> state = working ? OrderStory::isWorking : order -> true;
        for (SignalStory trade : story.tradeStories()) {
            trade.orders().stream()
                    .filter(state)
                    .filter(order -> selection.matches(order.at, trade.symbol))
                    .forEach(order -> action.accept(trade, order));
        }
    }

    /** Adds the run and its orders, {@code working} for only those that may still trade. */
    public static void addTo(ObjectNode root, JournalStory story, Selection selection, boolean working) {
        RunFacts.addTo(root, story);
        addTo(root.putArray("orders"), story, selection, working);
    }

    static void addTo(ArrayNode orders, JournalStory story, Selection selection, boolean working) {
        each(story, selection, working, (trade, order) -> {
            ObjectNode node = orders.addObject()
                    .put("trade", trade.trade())
                    .put("symbol", trade.symbol)
                    .put("instrument", trade.body().text("instrument").orElse(null))
                    .put("time", order.at.toString());
            SignalAnswer.addOrder(node, order);
        });
    }

    /** The same as a table. */
    public static void tell(JournalStory story, Selection selection, boolean working, Consumer<String> out) {
        TextTable table = new TextTable(
                "order", "time", "trade", "role", "side", "quantity", "terms", "filled", "state", "instrument");
        each(
                story,
                selection,
                working,
                (trade, order) -> table.row(
                        order.ref,
                        NewYork.full(order.at),
                        trade.trade(),
                        RunFacts.lower(order.role).replace('-', ' '),
                        order.side,
                        order.quantity,
                        order.terms(),
                        order.filled(),
                        RunFacts.lower(order.state().name()).replace('-', ' '),
                        trade.body().text("instrument").orElse(trade.symbol)));
        table.orElse(working ? "no order is working" : "no order was sent").forEach(out);
    }
}
