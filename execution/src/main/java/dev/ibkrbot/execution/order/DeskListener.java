package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import java.time.Instant;

/** Hears what became of orders and trades, after it was journaled. Called on the engine thread; must return at once. */
public interface DeskListener {
    /** The approval and the intent of an entry are durable; its orders are sent next. */
    void entering(Instant at, Plan.Proposed plan, RiskReview.Approved approved);

    /** Orders of a trade were handed to the broker, or in a dry run reported only. */
    void submitted(Instant at, Trade trade, OrderGroup group);

    /** An order changed its state without trading. */
    void moved(Instant at, Trade trade, OrderChange.Moved change);

    /** An order traded. */
    void filled(Instant at, Trade trade, OrderChange.Traded change);

    /** A position is flat and its fees are known, or were waited for in vain. */
    void closed(Instant at, ClosedTrade trade);

    /** A closed position had to be counted again: a fill was corrected, or charged for later than was waited. */
    void restated(Instant at, ClosedTrade before, ClosedTrade after);

    /** A trade ended without profit or loss of its own: never filled, or ended by somebody else. */
    void abandoned(Instant at, Trade trade, String reason);

    /** A person should look. */
    void alerted(Instant at, Severity severity, String code, String message);

    /** A person should look, and the symbol gets no entries until our books agree with the broker's again. */
    void doubted(Instant at, Symbol symbol, String code, String message);

    /** How urgent an alert is. */
    enum Severity {
        WARNING,
        CRITICAL
    }
}
