package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Price;
import java.time.Instant;
import java.util.Optional;

/**
 * What a planner wants to enter, before risk decides whether and how much. Immutable.
 *
 * @param signalId the signal it acts on
 * @param strategy the name of who wants it
 * @param symbol the underlying symbol of the cycle
 * @param instrument what to trade
 * @param side buy or sell to open
 * @param limit entry price per share, positive and on the grid
 * @param exits where to leave
 * @param quote the quote of {@code instrument} it is based on
 * @param grid legal prices of the instrument
 * @param decidedAt when
 * @param size how it narrows its size
 * @param rolls the trade it takes the place of; absent for none
 */
public record TradeProposal(
        SignalId signalId,
        String strategy,
        Symbol symbol,
        Instrument instrument,
        Side side,
        Price limit,
        ExitPlan exits,
        Quote quote,
        PriceGrid grid,
        Instant decidedAt,
        SizeRule size,
        Optional<SignalId> rolls) {
    public TradeProposal {
        if (!quote.instrument().equals(instrument)) {
            throw new IllegalArgumentException("quote of " + quote.instrument() + " given for " + instrument);
        }
        if (!limit.isPositive() || !grid.isLegal(limit)) {
            throw new IllegalArgumentException("entry limit is not a positive legal price: " + limit);
        }
    }

    /** A proposal of the usual size. */
    public TradeProposal(
            SignalId signalId,
            String strategy,
            Symbol symbol,
            Instrument instrument,
            Side side,
            Price limit,
            ExitPlan exits,
            Quote quote,
            PriceGrid grid,
            Instant decidedAt) {
        this(
                signalId,
                strategy,
                symbol,
                instrument,
                side,
                limit,
                exits,
                quote,
                grid,
                decidedAt,
                SizeRule.FULL,
                Optional.empty());
    }

    /** This proposal at another price, by a newer quote. */
    public TradeProposal repriced(Price newLimit, Quote newQuote, Instant at) {
        return new TradeProposal(
                signalId, strategy, symbol, instrument, side, newLimit, exits, newQuote, grid, at, size, rolls);
    }

    /** This proposal with another size. */
    public TradeProposal withSize(SizeRule newSize) {
        return new TradeProposal(
                signalId, strategy, symbol, instrument, side, limit, exits, quote, grid, decidedAt, newSize, rolls);
    }

    /** This proposal in the place of an earlier trade. */
    public TradeProposal rolling(SignalId earlier) {
        return new TradeProposal(
                signalId,
                strategy,
                symbol,
                instrument,
                side,
                limit,
                exits,
                quote,
                grid,
                decidedAt,
                size,
                Optional.of(earlier));
    }
}
