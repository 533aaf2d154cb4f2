package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.output.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a run holds, as far as its journal tells, and the exits that work for it. Stateless. */
public final class PositionList {
    private PositionList() {}

    private static List<SignalStory> open(JournalStory story, Optional<String> symbol) {
        return story.tradeStories().stream()
                .filter(trade -> symbol.filter(it -> !it.equals(trade.symbol)).isEmpty())
                .filter(trade -> !trade.held().isZero())
                .toList();
    }

    private static List<OrderStory> exits(SignalStory trade) {
        return trade.orders().stream()
                .filter(order -> order.isWorking() && !order.opens())
                .toList();
    }

    /** Adds the run and each position; {@code symbol} leaves out all others. */
    public static void addTo(ObjectNode root, JournalStory story, Optional<String> symbol) {
        RunFacts.addTo(root, story);
        addTo(root.putArray("positions"), story, symbol);
    }

    static void addTo(ArrayNode positions, JournalStory story, Optional<String> symbol) {
        for (SignalStory trade : open(story, symbol)) {
            ObjectNode node = positions
                    .addObject()
                    .put("trade", trade.trade())
                    .put("symbol", trade.symbol)
                    .put("strategy", trade.body().text("strategy").orElse(null))
                    .put("instrument", trade.body().text("instrument").orElse(null))
                    .put("quantity", trade.held().toString())
                    .put("entryPrice", trade.entryPrice().map(Price::toString).orElse(null))
                    .put("entryTime", trade.heldSince().map(Object::toString).orElse(null));
            ArrayNode exits = node.putArray("exits");
            exits(trade).forEach(order -> SignalAnswer.addOrder(exits.addObject(), order));
        }
    }

    /** The same as a table. */
    public static void tell(JournalStory story, Optional<String> symbol, Consumer<String> out) {
        TextTable table = new TextTable("position", "trade", "quantity", "entry", "since", "exits that work");
        for (SignalStory trade : open(story, symbol)) {
            table.row(
                    trade.body().text("instrument").orElse(trade.symbol),
                    trade.trade(),
                    trade.held(),
                    trade.entryPrice().map(Price::toString).orElse(""),
                    trade.heldSince().map(NewYork::full).orElse(""),
                    exits(trade).stream()
                            .map(order -> RunFacts.lower(order.role).replace('-', ' ') + " " + order.terms())
                            .collect(Collectors.collectingAndThen(
                                    Collectors.joining(", "), it -> it.isEmpty() ? "NONE" : it)));
        }
        table.orElse("no position is open").forEach(out);
    }
}
