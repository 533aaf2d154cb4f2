package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.selection.DeltaSearch;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import dev.ibkrbot.strategy.selection.LiquidityRule;
import dev.ibkrbot.strategy.selection.QuoteAnswer;
import dev.ibkrbot.strategy.selection.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Picks the option of a symbol that is nearest to a delta and a number of days. One chain is asked for, and of its strikes
 * only those that lead to the answer are quoted, one after the other; the next pick of the same kind begins at the last
 * answer.
 *
 * <p>A selection without a choice says in its funnel why. The stage fails with a {@link BrokerException} when the broker
 * could not answer at all. All work and state live on the executor, which must run one task after the other.
 */
public final class DeltaPicker {
    private static final double SECONDS_PER_YEAR = 365.0 * 86_400;
    private static final int MOST_UNANSWERED = 2;
    private static final double SHORTEST_YEARS = 1 / SECONDS_PER_YEAR;

    private final QuoteSource quotes;
    private final MarketCalendar calendar;
    private final InstantSource clock;
    private final LiquidityRule liquidity;
    private final Executor executor;
    private final Map<Kind, Price> lastStrikes = new HashMap<>();

    private record Kind(Symbol symbol, LocalDate expiration, Right right, DeltaTarget target) {}

    public DeltaPicker(
            QuoteSource quotes,
            MarketCalendar calendar,
            InstantSource clock,
            LiquidityRule liquidity,
            Executor executor) {
        this.quotes = quotes;
        this.calendar = calendar;
        this.clock = clock;
        this.liquidity = liquidity;
        this.executor = executor;
    }

    /** The contract nearest to the target that can be traded. */
    public CompletionStage<Selection> pick(Symbol symbol, Right right, DeltaTarget target) {
        return pick(symbol, right, target, date -> true, contract -> true);
    }

    /** The same among expirations and contracts that are allowed. */
    public CompletionStage<Selection> pick(
            Symbol symbol,
            Right right,
            DeltaTarget target,
            Predicate<LocalDate> dates,
            Predicate<OptionContract> allowed) {
        return Stages.then(quotes.expirations(symbol), executor, listed -> {
            Optional<LocalDate> expiration =
                    target.expiration(listed.stream().filter(dates).toList(), calendar.tradingDate(clock.instant()));
            return expiration.isEmpty()
                    ? CompletableFuture.completedFuture(new Selection(Optional.empty(), SelectionFunnel.EMPTY))
                    : Stages.then(
                            quotes.optionChain(symbol, expiration.get()),
                            executor,
                            chain -> begin(new Kind(symbol, expiration.get(), right, target), chain, allowed));
        });
    }

    private CompletionStage<Selection> begin(Kind kind, OptionChain chain, Predicate<OptionContract> allowed) {
        Optional<Price> last = Optional.ofNullable(lastStrikes.get(kind));
        CompletionStage<Price> start = last.isPresent()
                ? CompletableFuture.completedFuture(last.get())
                : Stages.then(
                        quotes.quote(new Stock(kind.symbol(), Currency.USD)),
                        executor,
                        quote -> CompletableFuture.completedFuture(price(quote)));
        return Stages.then(start, executor, strike -> {
            DeltaSearch search = new DeltaSearch(
                    chain.of(kind.right()).stream().filter(allowed).toList(),
                    strike,
                    yearsTo(kind.expiration()),
                    kind.target(),
                    liquidity);
            return search(kind, search, 0);
        });
    }

    private CompletionStage<Selection> search(Kind kind, DeltaSearch search, int unanswered) {
        Optional<OptionContract> next = search.next();
        if (next.isEmpty()) {
            Selection selection = search.result();
            selection
                    .chosen()
                    .ifPresent(it -> lastStrikes.put(kind, it.contract().strike()));
            return CompletableFuture.completedFuture(selection);
        }
        return Stages.then(answer(next.get(), unanswered), executor, answer -> {
            search.take(answer);
            return search(kind, search, unanswered + (answer.quote().isPresent() ? 0 : 1));
        });
    }

    /** A strike without an answer is skipped; when that happens too often, it is not the strikes. */
    private CompletionStage<QuoteAnswer> answer(OptionContract contract, int unanswered) {
        return quotes.optionQuote(contract).thenApply(QuoteAnswer::of).exceptionally(failure -> {
            if (Stages.unwrapped(failure) instanceof BrokerException broker) {
                boolean strike = broker.recovery() == Recovery.SKIP_INSTRUMENT
                        || broker.recovery() == Recovery.RETRY_LATER && unanswered < MOST_UNANSWERED;
                if (strike) {
                    return QuoteAnswer.failed(contract, broker.getMessage());
                }
                throw broker;
            }
            throw new IllegalStateException("quote of " + contract, failure);
        });
    }

    private static Price price(Quote quote) {
        return quote.last()
                .or(quote::mid)
                .orElseThrow(() -> new BrokerException("no price of " + quote.instrument(), Recovery.RETRY_LATER));
    }

    private double yearsTo(LocalDate expiration) {
        Instant close = calendar.session(expiration)
                .map(TradingSession::close)
                .orElseGet(() -> expiration.atStartOfDay(calendar.zone()).toInstant());
        return Math.max(SHORTEST_YEARS, Duration.between(clock.instant(), close).toSeconds() / SECONDS_PER_YEAR);
    }
}
