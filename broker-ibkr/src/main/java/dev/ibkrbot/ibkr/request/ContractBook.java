package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.ibkr.translate.Contracts;
import dev.ibkrbot.ibkr.translate.Moments;
import dev.ibkrbot.ibkr.wire.ContractMessage;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is listed, asked for once a trading day: contracts with their numbers, chains of one expiration each, price grids.
 * Strikes come only from contract details, because option parameters name pairs that do not exist. Thread-safe.
 */
public final class ContractBook implements InboundHandler {
    /** Numbers are kept over night, because positions are told by them; but not without end. */
    private static final int MOST_REMEMBERED = 50_000;

    private final Calls calls;
    private final InstantSource clock;
    private final MarketCalendar calendar;
    private final Shared<Instrument, Listing> listings = new Shared<>();
    private final Shared<Symbol, List<ContractMessage.OptionParameters>> parameters = new Shared<>();
    private final Shared<String, OptionChain> chains = new Shared<>();
    private final Shared<Integer, PriceGrid> grids = new Shared<>();
    private final Map<Integer, Listing> byNumber = new ConcurrentHashMap<>();
    private final Map<Integer, RuleCall> rules = new HashMap<>();
    private LocalDate day = LocalDate.MIN;

    public ContractBook(Calls calls, MarketCalendar calendar) {
        this.calls = calls;
        this.clock = calls.machinery().clock();
        this.calendar = calendar;
    }

    /** The listing of a stock, an index or an option. */
    public CompletableFuture<Listing> listing(Instrument instrument) {
        turnPage();
        return listings.get(instrument, () -> {
            String what = instrument.toString();
            CompletableFuture<List<ContractMessage.Details>> rows;
            try {
                rows = calls.ask(new DetailsCall(what, Contracts.query(instrument)));
            } catch (IllegalArgumentException e) {
                return Stages.failed(new BrokerException(e.getMessage(), Recovery.SKIP_INSTRUMENT, e));
            }
            return rows.thenApply(found -> remember(onlyOne(instrument, found)));
        });
    }

    /** The listings of all these; fails when one cannot be had. */
    public CompletableFuture<Map<Instrument, Listing>> listings(Collection<Instrument> instruments) {
        CompletableFuture<Map<Instrument, Listing>> all = CompletableFuture.completedFuture(Map.of());
        for (Instrument instrument : instruments) {
            all = all.thenCombine(listing(instrument), (known, listing) -> {
                Map<Instrument, Listing> more = new HashMap<>(known);
                more.put(instrument, listing);
                return Map.copyOf(more);
            });
        }
        return all;
    }

    /** What a contract number stands for, if that is known. */
    public Optional<Listing> known(int conId) {
        return Optional.ofNullable(byNumber.get(conId));
    }

    /** Listed expirations from today on, ascending. */
    public CompletableFuture<NavigableSet<LocalDate>> expirations(Symbol underlying) {
        LocalDate today = turnPage();
        return parameters(underlying).thenApply(rows -> {
            NavigableSet<LocalDate> dates = new TreeSet<>();
            for (ContractMessage.OptionParameters row : rows) {
                row.expirations().forEach(text -> Moments.day(text).ifPresent(dates::add));
            }
            return dates.tailSet(today, true);
        });
    }

    /** The contracts of one expiration. */
    public CompletableFuture<OptionChain> chain(Symbol underlying, LocalDate expiration) {
        turnPage();
        return chains.get(
                underlying + " " + expiration,
                () -> parameters(underlying)
                        .thenCompose(classes -> isListed(expiration, classes)
                                ? calls.ask(new DetailsCall(
                                                underlying + " options of " + expiration,
                                                Contracts.expirationQuery(underlying, expiration)))
                                        .thenApply(rows -> chain(underlying, expiration, classes, rows))
                                : CompletableFuture.completedFuture(
                                        new OptionChain(underlying, expiration, List.of()))));
    }

    private static boolean isListed(LocalDate expiration, List<ContractMessage.OptionParameters> classes) {
        return classes.stream().anyMatch(it -> it.expirations().contains(Moments.text(expiration)));
    }

    /** The legal prices of an instrument where it is routed. */
    public CompletableFuture<PriceGrid> grid(Instrument instrument) {
        return listing(instrument)
                .thenCompose(listing -> grids.get(ruleOf(listing), () -> {
                    int rule = ruleOf(listing);
                    RuleCall call = new RuleCall(rule);
                    synchronized (calls.lock()) {
                        rules.put(rule, call);
                    }
                    return Stages.read(
                            calls.ask(call), "market rule " + rule, answer -> Contracts.grid(answer.steps()));
                }));
    }

    @Override
    public void on(ContractMessage.MarketRule message) {
        RuleCall call = rules.remove(message.ruleId());
        if (call != null) {
            call.on(message);
        }
    }

    /** Tries the stock of that name and, where there is none, the index. */
    private CompletableFuture<Listing> underlying(Symbol symbol) {
        CompletableFuture<Listing> found = new CompletableFuture<>();
        listing(new Stock(symbol, Currency.USD)).whenComplete((stock, failure) -> {
            if (failure == null) {
                found.complete(stock);
            } else if (Stages.cause(failure) instanceof BrokerException e && e.recovery() == Recovery.SKIP_INSTRUMENT) {
                listing(new Index(symbol, Currency.USD)).whenComplete((index, none) -> {
                    if (none == null) {
                        found.complete(index);
                    } else {
                        found.completeExceptionally(Stages.cause(none));
                    }
                });
            } else {
                found.completeExceptionally(Stages.cause(failure));
            }
        });
        return found;
    }

    /** The classes of an underlying that are worth looking at, from the smart router where it names them. */
    private CompletableFuture<List<ContractMessage.OptionParameters>> parameters(Symbol symbol) {
        return parameters.get(
                symbol,
                () -> underlying(symbol)
                        .thenCompose(listing -> calls.ask(new ParametersCall(listing.contract()))
                                .thenApply(rows -> standard(listing, rows))));
    }

    private static List<ContractMessage.OptionParameters> standard(
            Listing underlying, List<ContractMessage.OptionParameters> rows) {
        boolean index = underlying.contract().secType().equals(Contracts.INDEX);
        String symbol = underlying.contract().symbol().replace(" ", "");
        List<ContractMessage.OptionParameters> standard = rows.stream()
                .filter(row -> index || row.tradingClass().replace(" ", "").equals(symbol))
                .toList();
        List<ContractMessage.OptionParameters> routed = standard.stream()
                .filter(row -> row.exchange().equals(Contracts.SMART))
                .toList();
        return routed.isEmpty() ? standard : routed;
    }

    private OptionChain chain(
            Symbol underlying,
            LocalDate expiration,
            List<ContractMessage.OptionParameters> classes,
            List<ContractMessage.Details> rows) {
        List<OptionContract> contracts = new ArrayList<>();
        for (ContractMessage.Details row : rows) {
            WireContract contract = row.contract();
            boolean listed = classes.stream()
                    .anyMatch(it -> it.tradingClass().equals(contract.tradingClass())
                            && it.multiplier().equals(contract.multiplier()));
            Optional<OptionContract> option = Contracts.option(contract, Optional.of(row.facts()));
            if (listed && option.isPresent() && option.get().expiration().equals(expiration)) {
                OptionContract ours = sameUnderlying(option.get(), underlying);
                contracts.add(ours);
                listings.put(ours, remember(new Listing(ours, contract, row.facts())));
            }
        }
        return new OptionChain(
                underlying, expiration, contracts.stream().distinct().toList());
    }

    /** The caller's spelling of the symbol, of which the wire knows only one. */
    private static OptionContract sameUnderlying(OptionContract option, Symbol underlying) {
        return new OptionContract(
                underlying,
                option.expiration(),
                option.strike(),
                option.right(),
                option.multiplier(),
                option.tradingClass(),
                option.style(),
                option.settlement(),
                option.currency());
    }

    private Listing onlyOne(Instrument instrument, List<ContractMessage.Details> rows) {
        List<ContractMessage.Details> distinct = new ArrayList<>();
        for (ContractMessage.Details row : rows) {
            if (distinct.stream()
                    .noneMatch(it -> it.contract().conId() == row.contract().conId())) {
                distinct.add(row);
            }
        }
        if (distinct.size() != 1) {
            throw new BrokerException(
                    instrument + " names " + distinct.size() + " contracts, not one", Recovery.SKIP_INSTRUMENT);
        }
        ContractMessage.Details row = distinct.get(0);
        if (row.facts().priceMagnifier() > 1) {
            throw new BrokerException(
                    instrument + " is quoted in parts of its currency, which is not supported",
                    Recovery.SKIP_INSTRUMENT);
        }
        return new Listing(instrument, row.contract(), row.facts());
    }

    private Listing remember(Listing listing) {
        byNumber.put(listing.contract().conId(), listing);
        return listing;
    }

    private static int ruleOf(Listing listing) {
        List<String> exchanges = listing.facts().validExchanges();
        List<Integer> ruleIds = listing.facts().marketRuleIds();
        int at = exchanges.indexOf(listing.contract().exchange());
        if (at < 0) {
            at = exchanges.indexOf(listing.contract().primaryExchange());
        }
        if (at < 0 || at >= ruleIds.size()) {
            throw new BrokerException("no market rule is named for " + listing.instrument(), Recovery.SKIP_INSTRUMENT);
        }
        return ruleIds.get(at);
    }

    /** Forgets yesterday's listings; returns the trading date. */
    private LocalDate turnPage() {
        LocalDate today = calendar.tradingDate(clock.instant());
        synchronized (calls.lock()) {
            if (!today.equals(day)) {
                day = today;
                listings.clear();
                parameters.clear();
                chains.clear();
                if (byNumber.size() > MOST_REMEMBERED) {
                    byNumber.clear();
                }
            }
        }
        return today;
    }
}
