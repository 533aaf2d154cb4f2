package dev.ibkrbot.strategy.wheel;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.strategy.analytics.DteWindow;
import dev.ibkrbot.strategy.analytics.Yields;
import dev.ibkrbot.strategy.wheel.Offer.Kind;
import java.math.BigInteger;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Looks for calls to sell against shares and puts to sell against cash. A call's strike is the first from 5 % to 15 %
 * above the price, else the first above it; a put's the highest from 5 % to 15 % below that the cash can pay for, else
 * the highest below the price that it can. The premium is the middle of a two-sided quote; a figure that the feed does
 * not tell is absent.
 *
 * <p>Symbols are looked at one after the other. A symbol that the broker does not serve is a rejection; when it cannot
 * answer at all the scan fails with its {@link BrokerException}. Stateless; thread-safe.
 */
public final class WheelScanner {
    private static final long NEAR = 105_000_000;
    private static final long FAR = 115_000_000;
    private static final long FAR_BELOW = 85_000_000;
    private static final long NEAR_BELOW = 95_000_000;
    private static final Quantity ROUND_LOT = Quantity.of(100);

    private final QuoteSource quotes;
    private final MarketCalendar calendar;
    private final InstantSource clock;
    private final ScanSettings settings;

    public WheelScanner(QuoteSource quotes, MarketCalendar calendar, InstantSource clock, ScanSettings settings) {
        this.quotes = quotes;
        this.calendar = calendar;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * The best offers now.
     *
     * @param held all positions of the account
     * @param cash what may be set aside for one put
     */
    public CompletionStage<ScanResult> scan(List<Position> held, Money cash) {
        List<Symbol> covered = held.stream()
                .filter(it -> it.instrument() instanceof Stock && it.quantity().compareTo(ROUND_LOT) >= 0)
                .map(it -> it.instrument().underlying())
                .distinct()
                .toList();
        List<Search> searches = new ArrayList<>();
        covered.forEach(symbol -> searches.add(new Search(symbol, Kind.COVERED_CALL, cash)));
        settings.watchlist().stream()
                .filter(symbol -> !covered.contains(symbol))
                .forEach(symbol -> searches.add(new Search(symbol, Kind.CASH_SECURED_PUT, cash)));
        CompletionStage<Found> found = CompletableFuture.completedFuture(new Found());
        for (Search search : searches) {
            found = found.thenCompose(sofar -> search.run().thenApply(sofar::with));
        }
        return found.thenApply(all -> all.ranked(settings.most()));
    }

    /** What one symbol came to. */
    private record Answer(Optional<Offer> offer, Optional<ScanResult.Rejection> rejection) {}

    /** What all symbols so far came to. Grown by one scan only. */
    private static final class Found {
        private final List<Offer> offers = new ArrayList<>();
        private final List<ScanResult.Rejection> rejections = new ArrayList<>();

        Found with(Answer answer) {
            answer.offer().ifPresent(offers::add);
            answer.rejection().ifPresent(rejections::add);
            return this;
        }

        ScanResult ranked(int most) {
            offers.sort(Comparator.comparingDouble(Offer::yieldPercent)
                    .reversed()
                    .thenComparing(offer -> offer.contract().underlying().value()));
            offers.stream()
                    .skip(most)
                    .forEach(offer -> rejections.add(new ScanResult.Rejection(
                            offer.contract().underlying(),
                            offer.kind(),
                            "lower_yield",
                            offer.contract() + " yields " + offer.yieldPercent() + " %")));
            return new ScanResult(offers.stream().limit(most).toList(), rejections);
        }
    }

    /** The search for one option on one symbol. */
    private final class Search {
        private final Symbol symbol;
        private final Kind kind;
        private final Money cash;

        Search(Symbol symbol, Kind kind, Money cash) {
            this.symbol = symbol;
            this.kind = kind;
            this.cash = cash;
        }

        CompletionStage<Answer> run() {
            return quotes.quote(new Stock(symbol, Currency.USD))
                    .thenCompose(quote -> quote.last()
                            .or(quote::mid)
                            .map(this::priced)
                            .orElseGet(() -> rejected("no_price", quote.toString())))
                    .exceptionallyCompose(this::unserved);
        }

        private CompletionStage<Answer> unserved(Throwable wrapped) {
            Throwable failure =
                    wrapped instanceof CompletionException && wrapped.getCause() != null ? wrapped.getCause() : wrapped;
            return failure instanceof BrokerException broker && broker.recovery() == Recovery.SKIP_INSTRUMENT
                    ? rejected("not_listed", broker.getMessage())
                    : CompletableFuture.failedFuture(failure);
        }

        private CompletionStage<Answer> priced(Price price) {
            return quotes.expirations(symbol).thenCompose(listed -> {
                Optional<LocalDate> expiration = expiration(listed, today(), settings.window());
                return expiration.isEmpty()
                        ? rejected("no_expiration", "none listed from " + today() + " on")
                        : quotes.optionChain(symbol, expiration.get()).thenCompose(chain -> chained(price, chain));
            });
        }

        private CompletionStage<Answer> chained(Price price, OptionChain chain) {
            Right right = kind == Kind.COVERED_CALL ? Right.CALL : Right.PUT;
            List<OptionContract> contracts = chain.of(right);
            Optional<OptionContract> chosen =
                    kind == Kind.COVERED_CALL ? call(contracts, price) : put(contracts, price);
            if (chosen.isPresent()) {
                return quotes.optionQuote(chosen.get()).thenCompose(quote -> quoted(price, quote));
            }
            boolean someBelow = contracts.stream().anyMatch(it -> it.strike().isBelow(price));
            return kind == Kind.CASH_SECURED_PUT && someBelow
                    ? rejected("unaffordable", "no strike below " + price + " that " + cash + " could pay for")
                    : rejected("no_strike", "none on the right side of " + price);
        }

        private CompletionStage<Answer> quoted(Price price, OptionQuote quote) {
            Optional<Price> premium = quote.quote().mid();
            if (premium.isEmpty()) {
                return rejected("one_sided_quote", quote.quote().toString());
            }
            OptionContract contract = quote.contract();
            long days = ChronoUnit.DAYS.between(today(), contract.expiration());
            Price behind = kind == Kind.COVERED_CALL ? price : contract.strike();
            OptionalDouble win = quote.greeks().isPresent()
                    ? Yields.winProbabilityPercent(quote.greeks().get().delta())
                    : OptionalDouble.empty();
            Offer offer = new Offer(
                    kind,
                    contract,
                    premium.get(),
                    price,
                    days,
                    collateral(contract, behind),
                    Yields.annualizedPercent(premium.get().asDouble(), behind.asDouble(), days),
                    win,
                    quote.impliedVol());
            return CompletableFuture.completedFuture(new Answer(Optional.of(offer), Optional.empty()));
        }

        private Optional<OptionContract> put(List<OptionContract> puts, Price price) {
            List<OptionContract> affordable = puts.stream()
                    .filter(it -> it.strike().isBelow(price))
                    .filter(it -> collateral(it, it.strike()).compareTo(cash) <= 0)
                    .sorted(Comparator.comparing(OptionContract::strike).reversed())
                    .toList();
            return affordable.stream()
                    .filter(it -> liesWithin(it.strike(), price, FAR_BELOW, NEAR_BELOW))
                    .findFirst()
                    .or(() -> affordable.stream().findFirst());
        }

        private CompletionStage<Answer> rejected(String code, String detail) {
            return CompletableFuture.completedFuture(
                    new Answer(Optional.empty(), Optional.of(new ScanResult.Rejection(symbol, kind, code, detail))));
        }
    }

    private static Optional<OptionContract> call(List<OptionContract> calls, Price price) {
        List<OptionContract> above = calls.stream()
                .filter(it -> it.strike().isAbove(price))
                .sorted(Comparator.comparing(OptionContract::strike))
                .toList();
        return above.stream()
                .filter(it -> liesWithin(it.strike(), price, NEAR, FAR))
                .findFirst()
                .or(() -> above.stream().findFirst());
    }

    /** Whether a strike lies between two parts of the price, in 1e-8, both included; exactly. */
    private static boolean liesWithin(Price strike, Price price, long from, long to) {
        BigInteger part = BigInteger.valueOf(strike.units()).multiply(BigInteger.valueOf(Quantity.ONE.units()));
        BigInteger whole = BigInteger.valueOf(price.units());
        return part.compareTo(whole.multiply(BigInteger.valueOf(from))) >= 0
                && part.compareTo(whole.multiply(BigInteger.valueOf(to))) <= 0;
    }

    /** The earliest expiration in the window, else the one nearest to its middle, the earlier of two equally near. */
    static Optional<LocalDate> expiration(Collection<LocalDate> listed, LocalDate today, DteWindow window) {
        List<LocalDate> coming =
                listed.stream().filter(date -> !date.isBefore(today)).sorted().collect(Collectors.toList());
        return coming.stream()
                .filter(date -> window.contains(ChronoUnit.DAYS.between(today, date)))
                .findFirst()
                .or(() -> coming.stream()
                        .min(Comparator.comparingDouble(
                                date -> Math.abs(ChronoUnit.DAYS.between(today, date) - window.middle()))));
    }

    private LocalDate today() {
        return calendar.tradingDate(clock.instant());
    }

    private static Money collateral(OptionContract contract, Price price) {
        return price.times(contract.multiplier(), Quantity.ONE, contract.currency());
    }
}
