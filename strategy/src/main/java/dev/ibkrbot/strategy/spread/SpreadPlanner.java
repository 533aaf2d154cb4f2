package dev.ibkrbot.strategy.spread;

import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.strategy.plan.DeltaPicker;
import dev.ibkrbot.strategy.selection.Selection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Sells, on each side, the option of a delta and buys the nearest one that is struck a width farther out: a vertical, or
 * with both sides an iron condor. All legs go as one combination at the middle of its net price, or not at all.
 *
 * <p>Codes of a plan without trade: option_open, no_viable_option, no_wing, premium_too_low. {@link #plan} may be called
 * from any thread; all work lives on the executor.
 */
public final class SpreadPlanner {
    private final QuoteSource quotes;
    private final Accounts accounts;
    private final MarketCalendar calendar;
    private final InstantSource clock;
    private final DeltaPicker picker;
    private final SpreadSettings settings;
    private final Executor executor;

    /** A planner for every symbol; {@code picker} finds what is sold. */
    public SpreadPlanner(
            QuoteSource quotes,
            Accounts accounts,
            MarketCalendar calendar,
            InstantSource clock,
            DeltaPicker picker,
            SpreadSettings settings,
            Executor executor) {
        this.quotes = quotes;
        this.accounts = accounts;
        this.calendar = calendar;
        this.clock = clock;
        this.picker = picker;
        this.settings = settings;
        this.executor = executor;
    }

    /** What was found so far: pairs of what is sold and bought, and how the sold ones were chosen. */
    private record Draft(List<OptionQuote> sold, List<OptionQuote> bought, List<SelectionFunnel.Candidate> looked) {
        SelectionFunnel funnel() {
            return new SelectionFunnel(looked);
        }
    }

    /** What to sell on the symbol now. Fails with a broker exception when the broker could not answer. */
    public CompletionStage<Plan> plan(Symbol symbol) {
        return accounts.positions().thenComposeAsync(held -> plan(symbol, held), executor);
    }

    private CompletionStage<Plan> plan(Symbol symbol, List<Position> held) {
        Optional<Position> option = held.stream()
                .filter(it -> it.instrument() instanceof OptionContract contract
                        && contract.underlying().equals(symbol))
                .findFirst();
        if (option.isPresent()) {
            Signal hold = new Signal(settings.name(), SignalAction.HOLD, Percent.ZERO, "option_open", clock.instant());
            return no(hold, "option_open", option.get().toString(), SelectionFunnel.EMPTY);
        }
        Signal signal = new Signal(settings.name(), action(), Percent.HUNDRED, settings.name(), clock.instant());
        return side(symbol, signal, new Draft(List.of(), List.of(), List.of()));
    }

    private SignalAction action() {
        if (settings.sides().size() > 1) {
            return SignalAction.WRITE_BOTH;
        }
        return settings.sides().get(0) == Right.CALL ? SignalAction.WRITE_CALL : SignalAction.WRITE_PUT;
    }

    /** Goes on with the next side, or proposes when there is none. */
    private CompletionStage<Plan> side(Symbol symbol, Signal signal, Draft draft) {
        if (draft.sold().size() == settings.sides().size()) {
            return propose(symbol, signal, draft);
        }
        Right right = settings.sides().get(draft.sold().size());
        LocalDate today = calendar.tradingDate(clock.instant());
        return picker.pick(symbol, right, settings.sold(), date -> date.isAfter(today), contract -> true)
                .thenComposeAsync(picked -> picked(symbol, signal, draft, picked), executor);
    }

    private CompletionStage<Plan> picked(Symbol symbol, Signal signal, Draft draft, Selection picked) {
        List<SelectionFunnel.Candidate> looked = new ArrayList<>(draft.looked());
        looked.addAll(picked.funnel().candidates());
        SelectionFunnel funnel = new SelectionFunnel(looked);
        if (picked.chosen().isEmpty()) {
            return no(signal, "no_viable_option", "none of " + looked.size() + " strikes can be sold", funnel);
        }
        OptionQuote sold = picked.chosen().get();
        return quotes.optionChain(symbol, sold.contract().expiration())
                .thenComposeAsync(
                        chain -> {
                            Optional<OptionContract> wing = wing(chain, sold.contract());
                            if (wing.isEmpty()) {
                                String detail = "nothing is listed " + settings.width() + " beyond " + sold.contract();
                                return no(signal, "no_wing", detail, funnel);
                            }
                            return quotes.optionQuote(wing.get())
                                    .thenComposeAsync(
                                            bought -> side(
                                                    symbol,
                                                    signal,
                                                    new Draft(
                                                            with(draft.sold(), sold),
                                                            with(draft.bought(), bought),
                                                            looked)),
                                            executor);
                        },
                        executor);
    }

    /** The nearest one at least the width farther out. */
    private Optional<OptionContract> wing(OptionChain chain, OptionContract sold) {
        boolean call = sold.right() == Right.CALL;
        Price nearest =
                call ? sold.strike().plus(settings.width()) : sold.strike().minus(settings.width());
        Comparator<OptionContract> outward = Comparator.comparing(OptionContract::strike);
        return chain.of(sold.right()).stream()
                .filter(it -> it.tradingClass().equals(sold.tradingClass()) && it.multiplier() == sold.multiplier())
                .filter(it ->
                        call ? !it.strike().isBelow(nearest) : !it.strike().isAbove(nearest))
                .min(call ? outward : outward.reversed());
    }

    private static List<OptionQuote> with(List<OptionQuote> quotes, OptionQuote more) {
        List<OptionQuote> all = new ArrayList<>(quotes);
        all.add(more);
        return List.copyOf(all);
    }

    private CompletionStage<Plan> propose(Symbol symbol, Signal signal, Draft draft) {
        List<Combo.Leg> legs = new ArrayList<>();
        draft.sold().forEach(it -> legs.add(new Combo.Leg(it.contract(), 1)));
        draft.bought().forEach(it -> legs.add(new Combo.Leg(it.contract(), -1)));
        Combo combo = new Combo(symbol, draft.sold().get(0).contract().currency(), legs);
        return quotes.priceGrid(combo).thenApply(grid -> propose(symbol, signal, combo, draft, grid));
    }

    private Plan propose(Symbol symbol, Signal signal, Combo combo, Draft draft, PriceGrid grid) {
        Quote quote = quote(combo, draft);
        if (quote.mid().isEmpty()) {
            return new Plan.NoTrade(signal, "no_viable_option", "nobody shows both sides of " + combo, draft.funnel());
        }
        // A sell limit between two legal prices goes up: never more aggressive than the mid.
        Price limit = grid.round(quote.mid().get(), RoundingDirection.UP);
        if (limit.isBelow(settings.leastPremium()) || !limit.isPositive()) {
            String detail = combo + " for " + limit + ", below " + settings.leastPremium();
            return new Plan.NoTrade(signal, "premium_too_low", detail, draft.funnel());
        }
        TradeProposal proposal = new TradeProposal(
                SignalId.of(symbol, signal),
                settings.name(),
                symbol,
                combo,
                Side.SELL,
                limit,
                ExitPlan.ofWritten(Optional.of(settings.takeProfit()), settings.stopLoss()),
                quote,
                grid,
                clock.instant());
        return new Plan.Proposed(signal, proposal, draft.funnel());
    }

    /** Sold at the bids of what is sold and the asks of what is bought; a wing nobody bids for is bought all the same. */
    private static Quote quote(Combo combo, Draft draft) {
        Optional<Price> bid = Optional.of(Price.ZERO);
        Optional<Price> ask = Optional.of(Price.ZERO);
        Instant asOf = draft.sold().get(0).quote().asOf();
        for (OptionQuote it : draft.sold()) {
            bid = bid.flatMap(sum -> it.quote().bid().map(sum::plus));
            ask = ask.flatMap(sum -> it.quote().ask().map(sum::plus));
            asOf = it.quote().asOf().isBefore(asOf) ? it.quote().asOf() : asOf;
        }
        for (OptionQuote it : draft.bought()) {
            bid = bid.flatMap(sum -> it.quote().ask().map(sum::minus));
            ask = ask.map(sum -> sum.minus(it.quote().bid().orElse(Price.ZERO)));
            asOf = it.quote().asOf().isBefore(asOf) ? it.quote().asOf() : asOf;
        }
        return new Quote(
                combo,
                bid.filter(Price::isPositive),
                ask.filter(Price::isPositive),
                Optional.empty(),
                OptionalLong.empty(),
                asOf,
                draft.sold().get(0).quote().quality());
    }

    private static CompletionStage<Plan> no(Signal signal, String code, String detail, SelectionFunnel funnel) {
        return CompletableFuture.completedFuture(new Plan.NoTrade(signal, code, detail, funnel));
    }
}
