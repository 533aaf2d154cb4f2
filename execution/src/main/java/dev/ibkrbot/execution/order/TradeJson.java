package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.value.IsoTime;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import java.time.Instant;

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

    /** A fill of ours was charged for. */
    public static JournalRecord commission(Instant at, OrderChange.Charged change) {
        return JournalRecord.of(
                at,
                Records.COMMISSION,
                JsonBody.object()
                        .text("execution", change.executionId().value())
                        .text("ref", change.order().order().ref().value())
                        .text("amount", change.commission().amount())
                        .text("currency", change.commission().currency().code()));
    }

    /** A position was closed. */
    public static JournalRecord exit(Instant at, ClosedTrade trade) {
        return JournalRecord.of(
                at,
                Records.EXIT,
                JsonBody.object()
                        .text("trade", trade.signalId().value())
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
                JsonBody.object()
                        .text("trade", trade.origin().signalId().value())
                        .text("symbol", trade.origin().symbol().value())
                        .text("reason", reason));
    }
}
