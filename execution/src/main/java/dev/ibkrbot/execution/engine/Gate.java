package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.execution.order.ExitRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether and how much of a proposal may be entered. Pure, and called on the engine thread. */
@FunctionalInterface
public interface Gate {
    RiskReview review(TradeProposal proposal, TradingBook book);

    /** A review of this book in full, check by check in their order, also those that passed; slow, for the record. */
    default List<GateAnswer> answers(RiskReview review, TradeProposal proposal, TradingBook book) {
        return EntryGates.of(review);
    }

    /**
     * What stands against every entry now, whatever is proposed; empty when nothing does. Some of it the engine latches:
     * {@link dev.ibkrbot.broker.trade.Latch}.
     */
    default List<Denial> standing(TradingBook book) {
        return List.of();
    }

    /**
     * Evidence that the exits of a position may be sent that was found and never proposed; absent refuses to look after
     * it.
     */
    default Optional<ApprovalDigest> custody(SignalId trade, Position found, ExitPlan exits, Instant at) {
        return Optional.empty();
    }

    /** What stands now for the exits of every position, whatever its trade has planned. */
    default ExitRules exits() {
        return ExitRules.NONE;
    }
}
