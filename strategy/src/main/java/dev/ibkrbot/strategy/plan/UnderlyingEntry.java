package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Trades the underlying itself, with a limit at its mid, or at its last price where it has no two sides. */
final class UnderlyingEntry implements Entry {
    private final QuoteSource quotes;
    private final InstantSource clock;
    private final PlannerSettings settings;
    private final Executor executor;

    UnderlyingEntry(QuoteSource quotes, InstantSource clock, PlannerSettings settings, Executor executor) {
        this.quotes = quotes;
        this.clock = clock;
        this.settings = settings;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Plan> plan(Symbol symbol, Signal signal) {
        Instrument stock = new Stock(symbol, Currency.USD);
        return Stages.then(
                quotes.quote(stock),
                executor,
                quote -> Stages.then(
                        quotes.priceGrid(stock),
                        executor,
                        grid -> CompletableFuture.completedFuture(propose(symbol, signal, quote, grid))));
    }

    private Plan propose(Symbol symbol, Signal signal, Quote quote, PriceGrid grid) {
        Optional<Price> reference = quote.mid().or(quote::last);
        if (reference.isEmpty()) {
            return new Plan.NoTrade(signal, "no_underlying_price", quote.toString(), SelectionFunnel.EMPTY);
        }
        boolean rising = signal.action().right().orElseThrow() == Right.CALL;
        Side side = rising ? Side.BUY : Side.SELL;
        Price limit = grid.round(reference.get(), rising ? RoundingDirection.DOWN : RoundingDirection.UP);
        if (!limit.isPositive()) {
            return new Plan.NoTrade(signal, "no_underlying_price", "limit " + limit, SelectionFunnel.EMPTY);
        }
        TradeProposal proposal = new TradeProposal(
                SignalId.of(symbol, signal),
                signal.strategy(),
                symbol,
                quote.instrument(),
                side,
                limit,
                settings.exits(),
                quote,
                grid,
                clock.instant());
        return new Plan.Proposed(signal, proposal, SelectionFunnel.EMPTY);
    }
}
