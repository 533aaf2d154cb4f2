package dev.ibkrbot.strategy.wheel;

import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.expiry.Expiry;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.HoldingAdvice;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.strategy.plan.DeltaPicker;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import dev.ibkrbot.strategy.selection.Selection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The wheel: writes a put against cash; once a hundred shares are there, assigned or bought, writes calls against them
 * that are not struck below what they cost; and so on when they are called away. What is bought back early at a gain is
 * up to the exits. What is in the money near its end is rolled: bought back, and written again for a later date at a
 * strike that is no worse, if that brings a credit.
 *
 * <p>Codes of a plan without trade: option_open, no_viable_option, premium_too_low. What rolls is remembered until the next plan, not over
 * a restart. {@link #plan} and {@link #advise} may be called from any thread; all work and state live on the executor,
 * which must run one task after the other.
 */
public final class WheelPlanner {
    /** The name in signals. */
    public static final String NAME = "wheel";

    private static final long SHARES = 100;

    private final QuoteSource quotes;
    private final Accounts accounts;
    private final MarketCalendar calendar;
    private final InstantSource clock;
    private final DeltaPicker picker;
    private final Function<Symbol, WheelSettings> settings;
    private final Executor executor;
    private final Map<Symbol, Roll> rolls = new HashMap<>();

    /** What is bought back to be written anew. */
    private record Roll(SignalId trade, OptionContract contract) {}

    /** What may be written: the right, and the target among expirations and strikes. */
    private record Wanted(
            Right right,
            DeltaTarget target,
            Predicate<LocalDate> dates,
            Predicate<OptionContract> strikes,
            String bound) {}

    /** A wheel that has seen nothing yet; {@code settings} tells how it turns on a symbol. */
    public WheelPlanner(
            QuoteSource quotes,
            Accounts accounts,
            MarketCalendar calendar,
            InstantSource clock,
            DeltaPicker picker,
            Function<Symbol, WheelSettings> settings,
            Executor executor) {
        this.quotes = quotes;
        this.accounts = accounts;
        this.calendar = calendar;
        this.clock = clock;
        this.picker = picker;
        this.settings = settings;
        this.executor = executor;
    }

    /** What to write on the symbol now. Fails with a broker exception when the broker could not answer. */
    public CompletionStage<Plan> plan(Symbol symbol) {
        return accounts.positions().thenComposeAsync(held -> plan(symbol, held), executor);
    }

    private CompletionStage<Plan> plan(Symbol symbol, List<Position> held) {
        Optional<Position> option = held.stream()
                .filter(it -> it.instrument() instanceof OptionContract contract
                        && contract.underlying().equals(symbol))
                .findFirst();
        if (option.isPresent()) {
            Signal hold = new Signal(NAME, SignalAction.HOLD, Percent.ZERO, "option_open", clock.instant());
            return done(new Plan.NoTrade(hold, "option_open", option.get().toString(), SelectionFunnel.EMPTY));
        }
        Optional<Position> shares = shares(symbol, held);
        Optional<Roll> roll = Optional.ofNullable(rolls.remove(symbol));
        Wanted wanted = wanted(symbol, shares, roll.map(Roll::contract));
        String reason = roll.isPresent() ? "roll" : shares.isPresent() ? "covered_call" : "cash_secured_put";
        SignalAction action = wanted.right() == Right.CALL ? SignalAction.WRITE_CALL : SignalAction.WRITE_PUT;
        Signal signal = new Signal(NAME, action, Percent.HUNDRED, reason, clock.instant());
        return pick(symbol, wanted)
                .thenComposeAsync(picked -> propose(symbol, signal, picked, wanted, roll.map(Roll::trade)), executor);
    }

    private static Optional<Position> shares(Symbol symbol, List<Position> held) {
        return held.stream()
                .filter(it ->
                        it.instrument() instanceof Stock stock && stock.symbol().equals(symbol))
                .filter(it -> it.quantity().compareTo(Quantity.of(SHARES)) >= 0)
                .findFirst();
    }

    private Wanted wanted(Symbol symbol, Optional<Position> shares, Optional<OptionContract> rolled) {
        WheelSettings turns = settings.apply(symbol);
        Right right = shares.isPresent() ? Right.CALL : Right.PUT;
        Price floor = shares.map(Position::averagePrice).orElse(Price.ZERO);
        Optional<OptionContract> before = rolled.filter(it -> it.right() == right);
        return new Wanted(
                right,
                right == Right.CALL ? turns.call() : turns.put(),
                date -> before.map(it -> date.isAfter(it.expiration()))
                        .orElse(date.isAfter(calendar.tradingDate(clock.instant()))),
                contract -> !(right == Right.CALL && contract.strike().isBelow(floor))
                        && before.map(it -> isNoWorse(contract, it)).orElse(true),
                (right == Right.CALL ? "from " + floor + ", what the shares cost" : "against cash")
                        + before.map(it -> ", later and no worse than " + it).orElse(""));
    }

    private static boolean isNoWorse(OptionContract contract, OptionContract before) {
        return before.right() == Right.PUT
                ? !contract.strike().isAbove(before.strike())
                : !contract.strike().isBelow(before.strike());
    }

    private CompletionStage<Selection> pick(Symbol symbol, Wanted wanted) {
        return picker.pick(symbol, wanted.right(), wanted.target(), wanted.dates(), wanted.strikes());
    }

    private CompletionStage<Plan> propose(
            Symbol symbol, Signal signal, Selection selection, Wanted wanted, Optional<SignalId> rolled) {
        if (selection.chosen().isEmpty()) {
            String detail = selection.funnel().candidates().isEmpty()
                    ? "nothing is listed " + wanted.bound()
                    : "none of " + selection.funnel().candidates().size() + " strikes can be traded";
            return done(new Plan.NoTrade(signal, "no_viable_option", detail, selection.funnel()));
        }
        OptionQuote chosen = selection.chosen().get();
        return quotes.priceGrid(chosen.contract())
                .thenApply(grid -> propose(symbol, signal, chosen, grid, selection.funnel(), rolled));
    }

    private Plan propose(
            Symbol symbol,
            Signal signal,
            OptionQuote chosen,
            PriceGrid grid,
            SelectionFunnel funnel,
            Optional<SignalId> rolled) {
        WheelSettings turns = settings.apply(symbol);
        // A sell limit between two legal prices goes up: never more aggressive than the mid.
        Price limit = grid.round(chosen.quote().mid().orElseThrow(), RoundingDirection.UP);
        if (limit.isBelow(turns.leastPremium())) {
            String detail = chosen.contract() + " for " + limit + ", below " + turns.leastPremium();
            return new Plan.NoTrade(signal, "premium_too_low", detail, funnel);
        }
        TradeProposal proposal = new TradeProposal(
                SignalId.of(symbol, signal),
                NAME,
                symbol,
                chosen.contract(),
                Side.SELL,
                limit,
                ExitPlan.ofWritten(Optional.of(turns.takeProfit()), turns.stopLoss()),
                chosen.quote(),
                grid,
                clock.instant());
        return new Plan.Proposed(signal, rolled.map(proposal::rolling).orElse(proposal), funnel);
    }

    /** Whether a short option of ours is to be rolled now. Keeps with code not_tested, no_roll or no_credit. */
    public CompletionStage<HoldingAdvice> advise(SignalId trade, Position position) {
        boolean written = position.quantity().isNegative();
        if (!written || !(position.instrument() instanceof OptionContract option) || !isNearItsEnd(option)) {
            return done(HoldingAdvice.Keep.SILENT);
        }
        Stock underlying = new Stock(option.underlying(), Currency.USD);
        return quotes.quote(underlying).thenComposeAsync(quote -> advise(trade, option, quote), executor);
    }

    private boolean isNearItsEnd(OptionContract option) {
        Instant now = clock.instant();
        return ChronoUnit.DAYS.between(calendar.tradingDate(now), option.expiration())
                <= settings.apply(option.underlying()).rollDays();
    }

    private CompletionStage<HoldingAdvice> advise(SignalId trade, OptionContract option, Quote underlying) {
        Optional<Price> price = underlying.last().or(underlying::mid);
        if (price.isEmpty() || !Expiry.isExercised(option, price.get())) {
            return done(new HoldingAdvice.Keep("not_tested", option + " with " + option.underlying() + " at " + price));
        }
        return accounts.positions()
                .thenComposeAsync(
                        held -> {
                            Wanted wanted =
                                    wanted(option.underlying(), shares(option.underlying(), held), Optional.of(option));
                            return wanted.right() != option.right()
                                    ? done(new HoldingAdvice.Keep("no_roll", "the other side is to be written"))
                                    : pick(option.underlying(), wanted)
                                            .thenCombine(
                                                    quotes.quote(option),
                                                    (next, now) -> weigh(trade, option, next, now));
                        },
                        executor);
    }

    private HoldingAdvice weigh(SignalId trade, OptionContract option, Selection next, Quote now) {
        if (next.chosen().isEmpty() || now.ask().isEmpty()) {
            return new HoldingAdvice.Keep("no_roll", "nothing later to write, or nobody to buy " + option + " from");
        }
        OptionQuote later = next.chosen().get();
        Price credit = later.quote().bid().orElseThrow().minus(now.ask().get());
        String figures = option + " for " + now.ask().get() + " into " + later.contract() + " for "
                + later.quote().bid().get();
        if (!credit.isPositive()) {
            return new HoldingAdvice.Keep("no_credit", figures);
        }
        rolls.put(option.underlying(), new Roll(trade, option));
        return new HoldingAdvice.Roll(figures + ": credit " + credit);
    }

    private static <T, S extends T> CompletionStage<T> done(S answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
