package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.IsoTime;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.RecordType;
import java.time.Instant;
import java.util.Optional;

/** What becomes of orders and trades, as journal records. */
final class TradeJson {
    private TradeJson() {}

    /** An order changed its state without trading. */
    public static JournalRecord moved(Instant at, OrderChange.Moved change) {
        return JournalRecord.of(at, Records.ORDER, OrderJson.moved(change.order(), change.from(), change.reason()));
    }

    /** An order of ours traded. */
    public static JournalRecord fill(Instant at, OrderChange.Traded change) {
        return JournalRecord.of(at, Records.FILL, OrderJson.fill(change.order(), change.execution(), change.late()));
    }

    /** A fill of ours is not what it was said to be. */
    public static JournalRecord correction(Instant at, OrderChange.Corrected change) {
        JsonBody body = JsonBody.object()
                .text("execution", change.latest().value())
                .text("corrects", change.fill().value())
                .text("ref", change.order().order().ref().value())
                .text("trade", change.order().trade().origin().signalId().value())
                .text("instrument", change.order().order().instrument().toString())
                .text("side", change.order().order().side().name());
        change.before().ifPresent(it -> body.object("before", inner -> version(inner, it)));
        change.after().ifPresent(it -> body.object("after", inner -> version(inner, it)));
        return JournalRecord.of(at, Records.CORRECTION, body.text("reason", change.reason()));
    }

    private static void version(JsonBody body, Execution execution) {
        body.text("quantity", execution.quantity().toString())
                .text("price", execution.price().toString())
                .text("at", IsoTime.text(execution.at()));
    }

    /** A fill of ours was charged for. */
    public static JournalRecord commission(Instant at, OrderChange.Charged change) {
        JsonBody body = JsonBody.object()
                .text("execution", change.fill().value())
                .text("ref", change.order().order().ref().value())
                .text("amount", change.more().amount())
                .text("currency", change.more().currency().code());
        if (!change.charge().equals(change.fill())) {
            body.text("charge", change.charge().value());
        }
        return JournalRecord.of(at, Records.COMMISSION, change.ofLeg() ? body.flag("of_leg", true) : body);
    }

    /** An option ended by its terms; the part of it that belongs to a trade, and what that was worth. */
    public static JournalRecord settlement(
            Instant at, OptionSettlement settlement, Optional<Trade> trade, Quantity part, Money value) {
        Quantity all = settlement.quantity().abs();
        JsonBody body = JsonBody.object()
                .text("settlement", settlement.id().value())
                .text("kind", settlement.kind().name());
        trade.ifPresent(it -> naming(body, it));
        return JournalRecord.of(
                at,
                Records.SETTLEMENT,
                body.text("instrument", settlement.contract().toString())
                        .object("contract", inner -> InstrumentJson.write(inner, settlement.contract()))
                        .text("quantity", part.toString())
                        .text("of", all.toString())
                        .text("side", settlement.quantity().isPositive() ? "LONG" : "SHORT")
                        .text("value", value.amount())
                        .text("cash", settlement.cash().amount())
                        .text("shares", settlement.shares().toString())
                        .text("basis", settlement.basis().toString())
                        .text("currency", settlement.cash().currency().code())
                        .text("at", IsoTime.text(settlement.at())));
    }

    /** The settlement as it was reported, from the record of a part of it. */
    static OptionSettlement settlement(JsonObject body) {
        Currency currency = new Currency(body.requiredText("currency"));
        Quantity all = Quantity.of(body.requiredText("of"));
        return new OptionSettlement(
                new ExecutionId(body.requiredText("settlement")),
                OptionSettlement.Kind.valueOf(body.requiredText("kind")),
                (OptionContract) InstrumentJson.read(body.requiredObject("contract")),
                body.requiredText("side").equals("LONG") ? all : all.negated(),
                Money.of(body.requiredText("cash"), currency),
                Quantity.of(body.requiredText("shares")),
                Price.of(body.requiredText("basis")),
                Instant.parse(body.requiredText("at")));
    }

    /** Somebody else closed part of a position. */
    public static JournalRecord reduction(Instant at, Trade trade, Quantity part, Money value) {
        return JournalRecord.of(
                at,
                Records.REDUCTION,
                named(trade)
                        .text("quantity", part.toString())
                        .text("value", value.amount())
                        .text("currency", value.currency().code()));
    }

    /** A position that was found is a trade from now on. It begins like a signal, which it has none of. */
    static JournalRecord adopted(Instant at, Trade trade, String detail) {
        TradeOrigin origin = trade.origin();
        return JournalRecord.of(
                at,
                Records.ADOPTED,
                JsonBody.object()
                        .text("symbol", origin.symbol().value())
                        .text("id", origin.signalId().value())
                        .text("strategy", origin.signal().strategy())
                        .text("action", origin.signal().action().name())
                        .text("confidence", origin.signal().confidence().fraction())
                        .text("reason", origin.signal().reason())
                        .text("bar_end", IsoTime.text(origin.signal().barEnd()))
                        .text("outcome", "adopted")
                        .text("detail", detail)
                        .text("instrument", origin.instrument().toString())
                        .text("limit", origin.limit().toString())
                        .text("asked_by", "configuration")
                        .number("number", trade.number().value())
                        .object("origin", origin::write));
    }

    /** A trade is to be closed. */
    public static JournalRecord wanted(Instant at, Trade trade, ExitReason reason) {
        return JournalRecord.of(at, Records.EXIT_WANTED, named(trade).text("reason", reason.code()));
    }

    /** The engine watches for a trade's exits, at these levels. */
    public static JournalRecord watched(Instant at, Trade trade, Bracket levels) {
        JsonBody body = named(trade);
        levels.takeProfit().ifPresent(price -> body.text("target", price.toString()));
        levels.stopLoss().ifPresent(price -> body.text("stop", price.toString()));
        return JournalRecord.of(at, Records.EXIT_WATCH, body);
    }

    /** Tells which trade is meant: by its signal, and by its number where another trade has that signal, too. */
    static JsonBody naming(Trade trade) {
        return naming(JsonBody.object(), trade);
    }

    private static JsonBody naming(JsonBody body, Trade trade) {
        body.text("trade", trade.origin().signalId().value());
        return trade.isReplaced() ? body.number("number", trade.number().value()) : body;
    }

    private static JsonBody named(Trade trade) {
        return naming(trade).text("instrument", trade.origin().instrument().toString());
    }

    /** A position was closed; also when that is told again. */
    public static JournalRecord closed(Instant at, RecordType type, Trade ended, ClosedTrade trade) {
        return JournalRecord.of(
                at,
                type,
                naming(ended)
                        .text("strategy", trade.signal().strategy())
                        .text("symbol", trade.symbol().value())
                        .text("instrument", trade.instrument().toString())
                        .text("side", trade.side().name())
                        .text("quantity", trade.quantity().toString())
                        .text("entry_time", IsoTime.text(trade.entryTime()))
                        .text("exit_time", IsoTime.text(trade.exitTime()))
                        .text("entry_price", trade.entryPrice().toString())
                        .text("exit_price", trade.exitPrice().toString())
                        .text("profit", trade.profit().amount())
                        .text("fees", trade.fees().amount())
                        .text("currency", trade.profit().currency().code())
                        .text("reason", trade.reason().code()));
    }

    /** A trade ended without profit or loss of its own. */
    public static JournalRecord abandoned(Instant at, Trade trade, String reason) {
        return JournalRecord.of(
                at,
                Records.ABANDONED,
                naming(trade).text("symbol", trade.origin().symbol().value()).text("reason", reason));
    }
}
