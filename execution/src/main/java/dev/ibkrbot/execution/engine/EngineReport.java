package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.DeskListener.Severity;
import dev.ibkrbot.execution.order.OrderState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** One thing the engine did or saw. Immutable. */
public sealed interface EngineReport {
    /** When, in engine time. */
    Instant at();

    /** A cycle did not come to a plan. Not reported where cycles are only counted. */
    record CycleSkipped(Instant at, Symbol symbol, String reason) implements EngineReport {}

    /**
     * A plan was made and nothing was sent. HOLD is not reported where cycles are only counted.
     *
     * @param outcome why not: a {@link Plan.NoTrade} code, "denied", or a refusal of the order desk
     */
    record NotEntered(Instant at, Symbol symbol, Plan plan, String outcome) implements EngineReport {}

    /** Risk said no; {@link NotEntered} follows. */
    record EntryDenied(Instant at, Symbol symbol, RiskReview.Denied review) implements EngineReport {}

    /** Risk said yes, and the orders follow as {@link OrdersSubmitted}. */
    record EntryApproved(Instant at, Symbol symbol, Plan.Proposed plan, RiskReview.Approved review)
            implements EngineReport {}

    /** Orders were handed to the broker, or in a dry run reported only. */
    record OrdersSubmitted(Instant at, Symbol symbol, OrderGroup group) implements EngineReport {}

    /** An order changed its state without trading. */
    record OrderMoved(Instant at, Symbol symbol, Order order, OrderState state, String reason)
            implements EngineReport {}

    /** An order of ours traded. */
    record OrderFilled(Instant at, Symbol symbol, Order order, Execution execution) implements EngineReport {}

    /** A position was closed. */
    record TradeClosed(Instant at, ClosedTrade trade) implements EngineReport {}

    /** A closed position had to be counted again, because a fill was corrected or charged for late. */
    record TradeRestated(Instant at, ClosedTrade before, ClosedTrade after) implements EngineReport {}

    /** A trade ended without profit or loss of its own. */
    record TradeAbandoned(Instant at, Symbol symbol, String reason) implements EngineReport {}

    /** The first equity of a trading date is known. */
    record DayStarted(Instant at, LocalDate date, Money equity) implements EngineReport {}

    /** The session of a trading date is over; equity is absent when the broker could not tell. */
    record DayEnded(Instant at, LocalDate date, DayCounts counts, Optional<Money> equity) implements EngineReport {}

    /** A person should look. */
    record Alerted(Instant at, Severity severity, String code, String message) implements EngineReport {}
}
