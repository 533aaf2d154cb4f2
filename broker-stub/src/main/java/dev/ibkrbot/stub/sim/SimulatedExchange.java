package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Rests orders, matches them as time passes, and keeps the account. Rules:
 *
 * <ul>
 *   <li>An order trades at a later moment than the one it came in at, within regular hours (not at the close itself),
 *       never in a gap of the data, within bid and ask, never against an absent side, and in the order of arrival.
 *   <li>Exits are held until their parent fills, and cover only what it filled; if it dies unfilled they are canceled.
 *   <li>A fill takes its quantity from the other orders of its OCA group; an order left without quantity is canceled, so
 *       that every order ends filled in full, canceled or rejected.
 *   <li>DAY orders are canceled at the session's close. Options end by {@link dev.ibkrbot.broker.expiry.Expiry}.
 *   <li>Options are written by entries alone, and only where the account may: other orders are rejected, and a fill
 *       stops at the position.
 * </ul>
 *
 * Confined to one thread at a time.
 */
final class SimulatedExchange {
    private static final Percent HALF = Percent.of("50");
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Market market;
    private final FillModel fills;
    private final FeeSchedule fees;
    private final Ledger ledger;
    private final OrderRules rules;
    private final OrderBook book = new OrderBook();
    private final ComboDesk combos;
    private final Expirations expirations;
    private final CorporateDesk corporate;
    private final List<Execution> executions = new ArrayList<>();
    private final Set<Integer> usedIds = new HashSet<>();
    private final Touch touch = new Touch();
    private final Touch markTouch = new Touch();
    private final Function<Instrument, Price> marks = this::mark;
    private Consumer<OrderEvent> events = event -> {};
    private Instant now;
    private long nowSecond;
    private long executionCount;
    private long nextClose;
    /** The open at which a position is settled. */
    private long nextOpening = Market.NEVER;
    /** The answer of {@link #nextMoment()} until time moves or an order comes or goes. */
    private long nextMoment = UNKNOWN;
    /** Whether some order may trade on the way to that moment or at it. */
    private boolean mayTrade;

    /** The trading date, and from when to when it lasts. */
    private LocalDate date = LocalDate.MIN;

    private long dateBegins = Long.MAX_VALUE;
    private long dateEnds = Long.MIN_VALUE;
    private LocalDate executionsOn = LocalDate.MIN;

    SimulatedExchange(
            Market market,
            Instant start,
            Money cash,
            FillModel fills,
            FeeSchedule fees,
            Overnight overnight,
            boolean writing) {
        this.market = new ComboMarket(market);
        this.fills = fills;
        this.fees = fees;
        ledger = new Ledger(cash);
        rules = new OrderRules(this.market, ledger, fees, book.orders(), writing);
        combos = new ComboDesk(market, ledger, fees);
        expirations = new Expirations(market, ledger, book, overnight);
        corporate = new CorporateDesk(market, ledger, book, start);
        now = start;
        nowSecond = start.getEpochSecond();
        nextClose = closeAfter(nowSecond);
    }

    void reportTo(Consumer<OrderEvent> orders, Consumer<OptionSettlement> ended) {
        events = orders;
        expirations.reportTo(ended);
        book.reportTo(orders);
    }

    void reportActionsTo(Consumer<CorporateAction.Effect> listener) {
        corporate.reportTo(listener);
    }

    Instant now() {
        return now;
    }

    Market market() {
        return market;
    }

    /** The next moment something may happen; every change of price counts only while an order could trade. */
    long nextMoment() {
        if (nextMoment == UNKNOWN) {
            nextMoment = findNextMoment();
        }
        return nextMoment;
    }

    private long findNextMoment() {
        long next = market.nextMoment(nowSecond, false);
        mayTrade = book.hasActive() && next != Market.NEVER && somethingMayTradeBy(next);
        if (mayTrade) {
            next = market.nextMoment(nowSecond, true);
        }
        if (next != Market.NEVER && next > nextOpening) {
            mayTrade = book.hasActive();
            next = nextOpening;
        }
        // Where the market has ended, only the session that is on still has a close to come.
        boolean closeIsAhead = next != Market.NEVER || market.calendar().isOpen(now);
        if (closeIsAhead && mustMindClose() && next > nextClose) {
            // What was asked about is the bar to come, not the price that stands until the close.
            mayTrade = book.hasActive();
            return nextClose;
        }
        return next;
    }

    private boolean somethingMayTradeBy(long until) {
        Instrument reached = book.orders().get(0).order.instrument();
        boolean known = market.reach(reached, nowSecond, until, touch);
        for (WorkingOrder order : book.orders()) {
            if (!order.order.instrument().equals(reached)) {
                reached = order.order.instrument();
                known = market.reach(reached, nowSecond, until, touch);
            }
            if (order.isActive() && (!known || order.mayTrade(touch.bid(), touch.ask()))) {
                return true;
            }
        }
        return false;
    }

    private boolean mustMindClose() {
        return nowSecond < nextClose && (!book.isEmpty() || !ledger.isEmpty());
    }

    void advanceTo(Instant moment) {
        long target = moment.getEpochSecond();
        while (true) {
            long next = nextMoment();
            if (next > target) {
                break;
            }
            nowSecond = next;
            now = next == target && moment.getNano() == 0 ? moment : Instant.ofEpochSecond(next);
            nextMoment = UNKNOWN;
            corporate.passTo(now);
            if (nowSecond >= nextOpening) {
                settle();
            }
            if (mayTrade && nowSecond < nextClose) {
                match();
            }
            if (nowSecond >= nextClose) {
                close();
            }
        }
        if (target >= nextClose) {
            nextClose = closeAfter(target);
            nextMoment = UNKNOWN;
        }
        if (nowSecond != target) {
            nowSecond = target;
            nextMoment = UNKNOWN;
        }
        now = moment;
        corporate.passTo(now);
    }

    /** The end of the session that is on or comes next. */
    private long closeAfter(long second) {
        Instant at = Instant.ofEpochSecond(second);
        Optional<TradingSession> current = market.calendar()
                .session(market.calendar().tradingDate(at))
                .filter(session -> at.isBefore(session.close()));
        return current.or(() -> market.calendar().nextSession(at))
                .map(session -> session.close().getEpochSecond())
                .orElse(Market.NEVER);
    }

    LocalDate date() {
        if (nowSecond < dateBegins || nowSecond >= dateEnds) {
            date = market.calendar().tradingDate(now);
            dateBegins = date.atStartOfDay(market.calendar().zone()).toEpochSecond();
            dateEnds = date.plusDays(1).atStartOfDay(market.calendar().zone()).toEpochSecond();
        }
        return date;
    }

    void submit(OrderGroup group) {
        nextMoment = UNKNOWN;
        List<WorkingOrder> accepted = new ArrayList<>();
        for (Order order : group.orders()) {
            boolean held = order != group.first();
            boolean fresh = usedIds.add(order.id().value());
            Optional<OrderRules.Refusal> refusal = fresh
                    ? rules.refusal(order, held, now)
                    : Optional.of(new OrderRules.Refusal(103, "Duplicate order id"));
            if (refusal.isPresent()) {
                refuse(group, order, refusal.get());
                return;
            }
            long expiresAt = order.timeInForce() == TimeInForce.DAY ? nextClose : Market.NEVER;
            accepted.add(new WorkingOrder(
                    order,
                    market.priceGrid(order.instrument(), now),
                    fees.tab(order.instrument(), order.side()),
                    nowSecond,
                    expiresAt,
                    held));
        }
        book.add(accepted);
        for (WorkingOrder order : accepted) {
            events.accept(new OrderEvent.Accepted(order.order.id(), order.order.ref(), now));
        }
    }

    /** One refused order takes its whole group with it: half a bracket would be an unprotected position. */
    private void refuse(OrderGroup group, Order refused, OrderRules.Refusal refusal) {
        for (Order order : group.orders()) {
            usedIds.add(order.id().value());
            String reason =
                    order == refused ? refusal.reason() : "Order " + refused.id() + " of its group was rejected";
            events.accept(new OrderEvent.Rejected(
                    order.id(), order.ref(), order == refused ? refusal.code() : 201, reason, now));
        }
    }

    void cancel(OrderId id) {
        nextMoment = UNKNOWN;
        book.cancel(id, now);
    }

    private void match() {
        book.forEachLive(nowSecond, order -> {
            Instrument instrument = order.order.instrument();
            if (market.isTraded(instrument, nowSecond) && market.look(instrument, nowSecond, touch)) {
                tryFill(order);
            }
        });
    }

    private void tryFill(WorkingOrder order) {
        Side side = order.order.side();
        if (!order.wake(touch.last())) {
            return;
        }
        long target = fills.target(side, touch);
        if (target <= 0 || !order.accepts(target)) {
            return;
        }
        Price price = fills.price(side, target, touch, order.grid);
        if (!order.accepts(price.units())) {
            return;
        }
        Quantity quantity = fillable(order);
        if (quantity.isPositive()) {
            fill(order, quantity, price);
        }
    }

    private Quantity fillable(WorkingOrder order) {
        Quantity quantity = order.remaining();
        if (fills.partial()) {
            quantity = quantity.min(Quantity.of(touch.size()));
        }
        Quantity closable = rules.closable(order.order, quantity);
        if (quantity.isPositive() && !closable.isPositive()) {
            book.drop(order, "There is no position to close", now);
        }
        return closable;
    }

    private void fill(WorkingOrder working, Quantity quantity, Price price) {
        Order order = working.order;
        LocalDate date = date();
        executionCount++;
        Execution execution = new Execution(
                new ExecutionId("sim-" + executionCount),
                order.id(),
                order.ref(),
                order.instrument(),
                order.side(),
                quantity,
                price,
                now);
        working.addFill(quantity);
        if (!date.equals(executionsOn)) {
            executions.clear();
            executionsOn = date;
        }
        executions.add(execution);
        if (order.instrument() instanceof Combo combo) {
            Map<ExecutionId, Money> fees = combos.fill(execution, combo, date);
            events.accept(new OrderEvent.Filled(execution));
            fees.forEach((leg, fee) -> charge(leg, Optional.of(order.ref()), fee, date));
        } else {
            ledger.fill(execution, date);
            events.accept(new OrderEvent.Filled(execution));
            charge(execution.id(), Optional.empty(), working.tab.add(quantity, price, date), date);
        }
        nextOpening = expirations.nextOpening();
        book.afterFill(working, quantity, now);
    }

    private void charge(ExecutionId id, Optional<OrderRef> legOf, Money fee, LocalDate date) {
        ledger.charge(fee, date);
        events.accept(new OrderEvent.Charged(id, legOf, fee, now));
    }

    private void close() {
        book.expire(nowSecond, now);
        settle();
        expirations.exerciseEarly(now);
        nextClose = closeAfter(nowSecond);
    }

    private void settle() {
        expirations.settleDue(now);
        nextOpening = expirations.nextOpening();
    }

    List<OpenOrder> openOrders() {
        return book.open();
    }

    List<Execution> executions() {
        return date().equals(executionsOn) ? List.copyOf(executions) : List.of();
    }

    int openPositions() {
        return ledger.openPositions();
    }

    List<Position> positions() {
        return ledger.positions();
    }

    AccountSnapshot snapshot(AccountId account) {
        return new AccountSnapshot(account, worth(), ledger.available(marks), ledger.realized(date()), now);
    }

    Money worth() {
        return ledger.worth(marks);
    }

    OrderRules rules() {
        return rules;
    }

    Ledger ledger() {
        return ledger;
    }

    Price mark(Instrument instrument) {
        return market.look(instrument, nowSecond, markTouch) ? Price.ofUnits(markTouch.mark()) : Price.ZERO;
    }

    static Money half(Money amount) {
        return amount.part(HALF, RoundingDirection.HALF_EVEN);
    }
}
