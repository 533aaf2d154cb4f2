package dev.ibkrbot.risk;

import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.risk.sizing.Sizing;
import java.util.Optional;

/**
 * All that a check may look at; checks see nothing else and keep nothing. Immutable.
 *
 * @param proposal what is wanted
 * @param book what is so
 * @param limits what is allowed
 * @param sizing how much the account could carry; absent when account, cash or currency are not known
 */
public record RiskContext(TradeProposal proposal, TradingBook book, RiskLimits limits, Optional<Sizing> sizing) {}
