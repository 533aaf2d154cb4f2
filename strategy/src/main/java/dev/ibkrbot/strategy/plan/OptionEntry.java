package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.WeeklyExpirations;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.OptionQuote;
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
import dev.ibkrbot.strategy.selection.ContractSelector;
import dev.ibkrbot.strategy.selection.QuoteAnswer;
import dev.ibkrbot.strategy.selection.Selection;
import dev.ibkrbot.strategy.selection.Shortlist;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Buys one option: price of the underlying, weekly expiration, chain, quotes of the shortlist, the best of them, and a
 * limit at its mid. An instrument the broker cannot serve is a reason not to trade; any other failure is passed on.
 */
final class OptionEntry implements Entry {
    private static final String NO_VIABLE_OPTION = "no_viable_option";

    private final QuoteSource quotes;
    private final MarketCalendar calendar;
    private final InstantSource clock;
    private final PlannerSettings settings;
    private final ContractSelector selector;
    private final Executor executor;

    OptionEntry(
            QuoteSource quotes,
            MarketCalendar calendar,
            InstantSource clock,
            PlannerSettings settings,
            Executor executor) {
        this.quotes = quotes;
        this.calendar = calendar;
        this.clock = clock;
        this.settings = settings;
        this.selector = new ContractSelector(settings.criteria());
        this.executor = executor;
    }

    @Override
    public CompletionStage<Plan> plan(Symbol symbol, Signal signal) {
        return Stages.then(
                        quotes.quote(new Stock(symbol, Currency.USD)),
                        executor,
                        quote -> withUnderlying(symbol, signal, quote))
                .exceptionallyCompose(failure -> unserved(signal, Stages.unwrapped(failure)));
    }

    private static CompletionStage<Plan> unserved(Signal signal, Throwable failure) {
        if (failure instanceof BrokerException broker && broker.recovery() == Recovery.SKIP_INSTRUMENT) {
            return noTrade(signal, NO_VIABLE_OPTION, broker.getMessage(), SelectionFunnel.EMPTY);
        }
        return CompletableFuture.failedFuture(failure);
    }

    private CompletionStage<Plan> withUnderlying(Symbol symbol, Signal signal, Quote quote) {
        Optional<Price> price = quote.last().or(quote::mid);
        if (price.isEmpty()) {
            return noTrade(signal, "no_underlying_price", quote.toString(), SelectionFunnel.EMPTY);
        }
        return Stages.then(
                quotes.expirations(symbol), executor, listed -> withExpirations(symbol, signal, price.get(), listed));
    }

    private CompletionStage<Plan> withExpirations(
            Symbol symbol, Signal signal, Price underlying, NavigableSet<LocalDate> listed) {
        LocalDate today = calendar.tradingDate(clock.instant());
        Optional<LocalDate> expiration = WeeklyExpirations.weekly(listed, today, settings.minDte());
        if (expiration.isEmpty()) {
            String detail =
                    "none of " + listed.size() + " expirations is " + settings.minDte() + " days after " + today;
            return noTrade(signal, "no_expiration", detail, SelectionFunnel.EMPTY);
        }
        return Stages.then(
                quotes.optionChain(symbol, expiration.get()),
                executor,
                chain -> withChain(symbol, signal, underlying, chain));
    }

    private CompletionStage<Plan> withChain(Symbol symbol, Signal signal, Price underlying, OptionChain chain) {
        Right right = signal.action().right().orElseThrow();
        Shortlist shortlist = selector.shortlist(chain, right, underlying);
        List<CompletionStage<Answer>> asked =
                shortlist.contracts().stream().map(this::ask).toList();
        return Stages.then(Stages.all(asked), executor, answers -> withAnswers(symbol, signal, shortlist, answers));
    }

    private CompletionStage<Answer> ask(OptionContract contract) {
        return quotes.optionQuote(contract)
                .thenApply(quote -> new Answer(QuoteAnswer.of(quote), Optional.empty()))
                .exceptionallyCompose(wrapped -> {
                    Throwable failure = Stages.unwrapped(wrapped);
                    return failure instanceof BrokerException broker
                            ? CompletableFuture.completedFuture(
                                    new Answer(QuoteAnswer.failed(contract, broker.getMessage()), Optional.of(broker)))
                            : CompletableFuture.failedFuture(failure);
                });
    }

    private CompletionStage<Plan> withAnswers(Symbol symbol, Signal signal, Shortlist shortlist, List<Answer> answers) {
        Optional<BrokerException> outage = outage(answers);
        if (outage.isPresent()) {
            return CompletableFuture.failedFuture(outage.get());
        }
        Selection selection =
                selector.select(shortlist, answers.stream().map(Answer::answer).toList());
        if (selection.chosen().isEmpty()) {
            String detail = "none of " + shortlist.contracts().size() + " quoted contracts is viable";
            return noTrade(signal, NO_VIABLE_OPTION, detail, selection.funnel());
        }
        OptionQuote chosen = selection.chosen().get();
        return Stages.then(
                quotes.priceGrid(chosen.contract()),
                executor,
                grid -> CompletableFuture.completedFuture(propose(symbol, signal, chosen, grid, selection.funnel())));
    }

    /** When not one quote came it is not the strikes: the broker is out, and the caller has to know. */
    private static Optional<BrokerException> outage(List<Answer> answers) {
        boolean allFailed = answers.stream().allMatch(answer -> answer.failure().isPresent());
        return allFailed
                ? answers.stream()
                        .flatMap(answer -> answer.failure().stream())
                        .filter(failure -> failure.recovery() != Recovery.SKIP_INSTRUMENT)
                        .findFirst()
                : Optional.empty();
    }

    private Plan propose(Symbol symbol, Signal signal, OptionQuote chosen, PriceGrid grid, SelectionFunnel funnel) {
        Price mid = chosen.quote().mid().orElseThrow();
        // A buy limit between two legal prices goes down: never more aggressive than the mid.
        Price limit = grid.round(mid, RoundingDirection.DOWN);
        if (!limit.isPositive()) {
            return new Plan.NoTrade(signal, NO_VIABLE_OPTION, "mid " + mid + " is below the first tick", funnel);
        }
        TradeProposal proposal = new TradeProposal(
                SignalId.of(symbol, signal),
                signal.strategy(),
                symbol,
                chosen.contract(),
                Side.BUY,
                limit,
                settings.exits(),
                chosen.quote(),
                grid,
                clock.instant());
        return new Plan.Proposed(signal, proposal, funnel);
    }

    private static CompletionStage<Plan> noTrade(Signal signal, String code, String detail, SelectionFunnel funnel) {
        return CompletableFuture.completedFuture(new Plan.NoTrade(signal, code, detail, funnel));
    }

    private record Answer(QuoteAnswer answer, Optional<BrokerException> failure) {}
}
