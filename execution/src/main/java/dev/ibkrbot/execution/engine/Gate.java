package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;

/** Decides whether and how much of a proposal may be entered. Pure, and called on the engine thread. */
@FunctionalInterface
public interface Gate {
    RiskReview review(TradeProposal proposal, TradingBook book);
}
