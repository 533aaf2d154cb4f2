package dev.ibkrbot.strategy.selection;

import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import java.util.Optional;

/**
 * The outcome of choosing. Immutable.
 *
 * @param chosen the quote of the contract to trade; absent when none is viable
 * @param funnel every contract of the right with the rule that rejected it
 */
public record Selection(Optional<OptionQuote> chosen, SelectionFunnel funnel) {}
