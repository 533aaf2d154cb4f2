package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.WeeklyExpirations;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.strategy.plan.DeltaPicker;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import dev.ibkrbot.strategy.selection.LiquidityRule;
import dev.ibkrbot.strategy.selection.Selection;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the listed option a person means. {@link CommandFailure} when there is none. Confined to one thread. */
final class ContractSearch {
    private static final int NEIGHBOURS = 4;
    /** As many as are asked one after the other, with some to spare. */
    private static final int DELTA_QUOTES = 10;
    /** Whatever is quoted on both sides can be previewed. */
    private static final LiquidityRule TWO_SIDED = new LiquidityRule(Price.ZERO, Percent.of("200"), 0);

    private final QuoteSource quotes;
    private final Duration patience;

    ContractSearch(QuoteSource quotes, Duration patience) {
        this.quotes = quotes;
        this.patience = patience;
    }

    OptionContract find(Symbol symbol, BracketRequest.WantedOption wanted, Quote underlying, InstantSource clock) {
        if (wanted.target().isPresent()) {
            return byDelta(symbol, wanted.right(), wanted.target().get(), clock);
        }
        LocalDate today = MarketCalendar.nyse().tradingDate(clock.instant());
        NavigableSet<LocalDate> listed =
                Waiting.on(quotes.expirations(symbol), patience, "the expirations of " + symbol);
        LocalDate expiration = wanted.expiration().isPresent()
                ? exact(symbol, listed, wanted.expiration().get())
                : WeeklyExpirations.weekly(listed, today, wanted.minDaysToExpiry())
                        .orElseThrow(() ->
                                refused(symbol + " has no weekly expiration from " + today, "use another symbol"));
        OptionChain chain = Waiting.on(quotes.optionChain(symbol, expiration), patience, "the chain of " + symbol);
        List<OptionContract> contracts = chain.of(wanted.right());
        Price target = wanted.strike()
                .or(() -> level(underlying))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.MARKET_DATA_ENTITLEMENT,
                        "no strike could be chosen",
                        symbol + " has neither a two-sided quote nor a last price",
                        "name a strike with --strike, or check the market data subscription"));
        OptionContract nearest = nearest(contracts, target)
                .orElseThrow(() ->
                        refused(symbol + " " + expiration + " lists no " + wanted.right(), "use another expiration"));
        if (wanted.strike().isPresent() && !nearest.strike().equals(target)) {
            throw refused(
                    symbol + " " + expiration + " lists no strike " + target + "; near it are "
                            + around(contracts, target),
                    "use one of them, or atm");
        }
        return nearest;
    }

    private OptionContract byDelta(Symbol symbol, Right right, DeltaTarget target, InstantSource clock) {
        DeltaPicker picker = new DeltaPicker(quotes, MarketCalendar.nyse(), clock, TWO_SIDED, Runnable::run);
        Selection selection = Waiting.on(
                picker.pick(symbol, right, target), patience.multipliedBy(DELTA_QUOTES), "the deltas of " + symbol);
        return selection
                .chosen()
                .map(OptionQuote::contract)
                .orElseThrow(() -> refused(
                        "of " + selection.funnel().candidates().size() + " " + symbol + " options none near delta "
                                + target.delta() + " could be quoted",
                        "name a strike with --strike and an expiration with --expiry"));
    }

    private static LocalDate exact(Symbol symbol, NavigableSet<LocalDate> listed, LocalDate wanted) {
        if (!listed.contains(wanted)) {
            throw refused(
                    symbol + " lists no expiration " + wanted + "; the next are "
                            + listed.stream()
                                    .filter(it -> it.isAfter(wanted))
                                    .limit(NEIGHBOURS)
                                    .map(LocalDate::toString)
                                    .collect(Collectors.joining(", ")),
                    "use one of them, or weekly");
        }
        return wanted;
    }

    /** Where the underlying is: the middle of its quote, else its last price. */
    static Optional<Price> level(Quote underlying) {
        return underlying.mid().or(underlying::last);
    }

    static Optional<OptionContract> nearest(List<OptionContract> contracts, Price target) {
        return contracts.stream()
                .min(Comparator.comparing(it -> it.strike().minus(target).abs()));
    }

    private static String around(List<OptionContract> contracts, Price target) {
        return contracts.stream()
                .sorted(Comparator.comparing(it -> it.strike().minus(target).abs()))
                .limit(NEIGHBOURS)
                .map(OptionContract::strike)
                .sorted()
                .map(Price::toString)
                .collect(Collectors.joining(", "));
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "nothing was previewed", why, fix);
    }
}
