package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.execution.order.OrderState;
import dev.ibkrbot.execution.order.Submission;
import dev.ibkrbot.execution.order.TrackedOrder;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.execution.order.TradeDesk;
import dev.ibkrbot.execution.order.TradeOrigin;
import dev.ibkrbot.execution.resilience.Backoff;
import dev.ibkrbot.execution.resilience.CircuitBreaker;
import dev.ibkrbot.execution.schedule.EntryWindow;
import dev.ibkrbot.execution.schedule.SessionClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * The way in: from a due cycle over plan, account and review to the order desk. A plan that cannot be made is tried
 * again after 5 and 15 seconds; three cycles in a row that fail open the symbol's breaker for 300 seconds, and three
 * of any symbols the one for all, for longer each time, up to half an hour. Confined to the engine thread.
 */
final class EntryDesk {
    private static final int FAILURES_TO_OPEN = 3;
    private static final Duration OPEN_FOR = Duration.ofSeconds(300);
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(30);
    private static final List<Duration> RETRIES = List.of(Duration.ofSeconds(5), Duration.ofSeconds(15));

    private final EngineSettings settings;
    private final EnginePorts ports;
    private final Answers answers;
    private final Recorder recorder;
    private final LimitWatch limits;
    private final BookSource books;
    private final TradeDesk desk;
    private final SessionClock session;
    private final Reconciliation reconciliation;
    private final BooleanSupplier trading;
    private final Holdings holdings;
    private final Map<Symbol, SymbolState> symbols = new HashMap<>();
    private final CircuitBreaker globalBreaker =
            new CircuitBreaker(FAILURES_TO_OPEN, Backoff.withoutJitter(OPEN_FOR, LONGEST_OPEN));
    private int retriesPending;

    /** {@code trading} tells whether entries are still wanted when an answer comes late. */
    EntryDesk(
            EngineSettings settings,
            EnginePorts ports,
            Answers answers,
            Recorder recorder,
            LimitWatch limits,
            BookSource books,
            TradeDesk desk,
            SessionClock session,
            Reconciliation reconciliation,
            BooleanSupplier trading) {
        this.settings = settings;
        this.ports = ports;
        this.answers = answers;
        this.recorder = recorder;
        this.limits = limits;
        this.books = books;
        this.desk = desk;
        this.session = session;
        this.reconciliation = reconciliation;
        this.trading = trading;
        this.holdings = new Holdings(ports, answers, recorder, desk, trading);
        for (Symbol symbol : settings.symbols()) {
            Backoff same = Backoff.withoutJitter(OPEN_FOR, OPEN_FOR);
            symbols.put(symbol, new SymbolState(symbol, new CircuitBreaker(FAILURES_TO_OPEN, same)));
        }
    }

    void cycle(Symbol symbol, Instant now) {
        SymbolState state = stateOf(symbol);
        String obstacle = obstacle(state, now);
        if (obstacle.isEmpty()) {
            state.failedTries = 0;
            state.repricings = 0;
            plan(state, now);
        } else if (desk.trades().isHolding(symbol)) {
            holdings.cycle(symbol, now);
        } else {
            recorder.skip(now, symbol, obstacle);
        }
    }

    private SymbolState stateOf(Symbol symbol) {
        SymbolState state = symbols.get(symbol);
        if (state == null) {
            throw new IllegalArgumentException("not a symbol of this engine: " + symbol);
        }
        return state;
    }

    private String obstacle(SymbolState state, Instant now) {
        if (desk.trades().isOccupied(state.symbol)) {
            return desk.trades().isHolding(state.symbol) ? "position_open" : "working_order";
        }
        if (state.planning || !state.retryAt.equals(Instant.MAX)) {
            return "planning";
        }
        if (now.isBefore(state.cooldownUntil)) {
            return "cooldown";
        }
        // Asking for permission hands out the probe, so both are asked only when both would agree.
        if (!state.breaker.wouldPermit(now) || !globalBreaker.wouldPermit(now)) {
            return "breaker_open";
        }
        return state.breaker.permits(now) && globalBreaker.permits(now) ? "" : "breaker_open";
    }

    private void plan(SymbolState state, Instant now) {
        state.planning = true;
        CompletableFuture<Plan> plan = ports.planner().plan(state.symbol).toCompletableFuture();
        if (!plan.isDone()) {
            Inbox inbox = ports.inbox();
            Symbol symbol = state.symbol;
            plan.whenComplete((value, thrown) -> inbox.post(
                    thrown == null
                            ? new EngineEvent.PlanReady(symbol, value)
                            : new EngineEvent.PlanFailed(symbol, thrown)));
        } else if (plan.isCompletedExceptionally()) {
            plan.whenComplete((value, thrown) -> planFailed(state.symbol, thrown, now));
        } else {
            planned(state, plan.join(), now);
        }
    }

    void planned(Symbol symbol, Plan plan, Instant now) {
        planned(stateOf(symbol), plan, now);
    }

    private void planned(SymbolState state, Plan plan, Instant now) {
        state.planning = false;
        state.breaker.succeeded();
        globalBreaker.succeeded();
        if (plan instanceof Plan.NoTrade none) {
            recorder.evaluated(plan.signal());
            recorder.notEntered(
                    now, state.symbol, recorder.tellsEach() ? EntryGates.notReached(plan) : plan, none.code());
            return;
        }
        Plan.Proposed proposed = (Plan.Proposed) plan;
        if (desk.isUsed(proposed.proposal().signalId())) {
            recorder.skip(now, state.symbol, "signal_used");
            return;
        }
        recorder.evaluated(plan.signal());
        state.planning = true;
        books.askAccount(() -> {
            state.planning = false;
            review(
                    state,
                    proposed,
                    ports.clock().instant(),
                    (told, approved) -> desk.enter(told, approved, ports.clock().instant()));
        });
    }

    private void review(
            SymbolState state,
            Plan.Proposed plan,
            Instant now,
            BiFunction<Plan.Proposed, RiskReview.Approved, Submission> send) {
        String late = late(state, plan, now);
        if (!late.isEmpty()) {
            recorder.notEntered(now, state.symbol, EntryGates.late(plan, late), late);
            return;
        }
        TradingBook book = books.book(now);
        RiskReview review = ports.gate().review(plan.proposal(), book);
        // Each check in full costs as much as the review again, and a backtest has thousands of them.
        Plan.Proposed told = recorder.tellsEach()
                ? EntryGates.reviewed(plan, ports.gate().answers(review, plan.proposal(), book))
                : EntryGates.brief(plan, review);
        limits.reviewed(review, now);
        if (review instanceof RiskReview.Denied denied) {
            recorder.denied(now, state.symbol, told, denied);
            return;
        }
        Submission submission = send.apply(told, (RiskReview.Approved) review);
        if (submission instanceof Submission.Refused refused) {
            recorder.notEntered(now, state.symbol, told, refused.code());
        } else {
            books.entered(now);
            state.entered = Optional.of(plan.proposal());
        }
    }

    /** Why it is too late for a plan whose account is there now; empty when it is not. */
    private String late(SymbolState state, Plan.Proposed plan, Instant now) {
        if (!trading.getAsBoolean()
                || session.window(now) != EntryWindow.OPEN
                || desk.trades().isOccupied(state.symbol)) {
            return "too_late";
        }
        String doubt = reconciliation.obstacle(state.symbol);
        if (!doubt.isEmpty()) {
            return doubt;
        }
        return reconciliation.isCurrent(plan.proposal().quote().asOf()) ? "" : "stale_quote";
    }

    void planFailed(Symbol symbol, Throwable thrown, Instant now) {
        SymbolState state = stateOf(symbol);
        state.planning = false;
        BrokerException failure = Answers.brokerFailure(thrown);
        if (failure.recovery() == Recovery.RETRY_LATER && state.failedTries < RETRIES.size()) {
            state.retryAt = now.plus(RETRIES.get(state.failedTries));
            state.failedTries++;
            retriesPending++;
            return;
        }
        recorder.skip(now, symbol, "plan_failed", failure.getMessage());
        if (state.breaker.failed(now)) {
            recorder.breakerOpened(now, Optional.of(symbol), state.breaker.openUntil(), failure.getMessage());
        }
        if (globalBreaker.failed(now)) {
            recorder.breakerOpened(now, Optional.empty(), globalBreaker.openUntil(), failure.getMessage());
        }
    }

    /** Makes the retries that are due. */
    void supervise(Instant now) {
        if (retriesPending == 0) {
            return;
        }
        for (Symbol symbol : settings.symbols()) {
            SymbolState state = stateOf(symbol);
            if (!now.isBefore(state.retryAt)) {
                state.retryAt = Instant.MAX;
                retriesPending--;
                if (trading.getAsBoolean() && session.window(now) == EntryWindow.OPEN) {
                    plan(state, now);
                }
            }
        }
    }

    /** The next retry; {@link Instant#MAX} for none. */
    Instant deadline() {
        Instant next = Instant.MAX;
        if (retriesPending > 0) {
            for (SymbolState state : symbols.values()) {
                next = state.retryAt.isBefore(next) ? state.retryAt : next;
            }
        }
        return next;
    }

    /** A trade ended without a fill: its entry is priced anew, as often as is allowed, or the symbol rests. */
    void notFilled(Trade ended, Instant now) {
        Symbol symbol = ended.origin().symbol();
        if (ended.entry().filter(EntryDesk::canceledUnasked).isPresent() && session.window(now) == EntryWindow.OPEN) {
            reconciliation.doubt(symbol, "canceled_unasked", now);
        }
        SymbolState state = symbols.get(symbol);
        boolean again = state != null
                && ended.entryTimedOut()
                && trading.getAsBoolean()
                && session.window(now) == EntryWindow.OPEN
                && state.repricings < settings.exits().entryRepricings();
        if (!again) {
            rest(symbol, now);
            return;
        }
        state.repricings++;
        state.planning = true;
        answers.await(
                ports.broker().quotes().quote(ended.origin().instrument()),
                quote -> priceAnew(state, ended, quote),
                failure -> {
                    state.planning = false;
                    rest(symbol, ports.clock().instant());
                });
    }

    /** What was misread for a cancel may have filled: the next entry would be one too many. */
    private static boolean canceledUnasked(TrackedOrder entry) {
        return entry.state() == OrderState.CANCELED && entry.cancelAskedAt().equals(Instant.MIN);
    }

    private void priceAnew(SymbolState state, Trade ended, Quote quote) {
        TradeOrigin origin = ended.origin();
        // Never more aggressive than the middle: a buy rounds down, a sale up.
        RoundingDirection direction = origin.side() == Side.BUY ? RoundingDirection.DOWN : RoundingDirection.UP;
        Optional<Price> limit =
                quote.mid().map(mid -> origin.grid().round(mid, direction)).filter(Price::isPositive);
        Optional<TradeProposal> before =
                state.entered.filter(it -> it.signalId().equals(origin.signalId()));
        if (limit.isEmpty() || before.isEmpty()) {
            state.planning = false;
            rest(state.symbol, ports.clock().instant());
            return;
        }
        TradeProposal proposal =
                before.get().repriced(limit.get(), quote, ports.clock().instant());
        Plan.Proposed plan = new Plan.Proposed(origin.signal(), proposal, SelectionFunnel.EMPTY);
        books.askAccount(() -> {
            state.planning = false;
            Instant now = ports.clock().instant();
            review(state, plan, now, (told, approved) -> desk.enterAgain(ended, told, approved, now));
        });
    }

    /** A trade of the symbol ended: it rests for a while. */
    void rest(Symbol symbol, Instant now) {
        SymbolState state = symbols.get(symbol);
        if (state != null) {
            state.cooldownUntil = now.plus(settings.cooldown());
        }
    }
}
