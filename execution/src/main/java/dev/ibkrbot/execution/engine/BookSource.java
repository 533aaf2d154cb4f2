package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.execution.order.TradeDesk;
import dev.ibkrbot.execution.regime.RiskHistory;
import dev.ibkrbot.execution.schedule.SessionClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Gathers what risk judges a proposal against. Confined to the engine thread. */
final class BookSource {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TradingMode mode;
    private final Accounts accounts;
    private final InstantSource clock;
    private final Answers answers;
    private final TradingDay day;
    private final TradeDesk desk;
    private final SessionClock session;
    private final ZoneId zone;
    private final Deque<Instant> recentEntries;
    private final RiskHistory history;
    private Consumer<Instant> observed = at -> {};
    private Optional<AccountSnapshot> account = Optional.empty();
    private List<Position> foreign = List.of();
    private final Set<ExecutionId> delivered = new HashSet<>();
    private List<OpenOrder> duplicates = List.of();

    /** Entries and limits of the runs before this one still count. */
    BookSource(
            TradingMode mode,
            EnginePorts ports,
            Answers answers,
            TradingDay day,
            TradeDesk desk,
            SessionClock session,
            RestoredState restored) {
        this.mode = mode;
        this.accounts = ports.broker().accounts();
        this.clock = ports.clock();
        this.answers = answers;
        this.day = day;
        this.desk = desk;
        this.session = session;
        this.zone = ports.calendar().zone();
        this.recentEntries = new ArrayDeque<>(restored.entries());
        this.history = restored.history();
    }

    /** Tells whenever the account was seen. */
    void whenObserved(Consumer<Instant> listener) {
        observed = listener;
    }

    /** Asks for the account; then goes on, with the account unknown when it could not be told. */
    void askAccount(Runnable then) {
        answers.await(
                accounts.snapshot(),
                snapshot -> {
                    observe(snapshot, clock.instant());
                    then.run();
                },
                failure -> {
                    account = Optional.empty();
                    then.run();
                });
    }

    /** The account as the broker told it; the first time on a trading day makes the day's start. */
    void observe(AccountSnapshot snapshot, Instant now) {
        if (session.session(now).isPresent()) {
            day.observe(snapshot, now);
        }
        look(snapshot, now);
    }

    /** The account in passing, which begins no day. One that is worth exactly nothing was not told yet: it is unknown. */
    void look(AccountSnapshot snapshot, Instant now) {
        account = Optional.of(snapshot).filter(it -> !it.netLiquidation().isZero());
        observed.accept(now);
    }

    /** Holdings in the account that are not of our trades, and orders that live beside the ones we know. */
    void beyondOurs(List<Position> positions, List<OpenOrder> orders) {
        foreign = positions;
        duplicates = orders;
    }

    /** What was found of this instrument is a trade of ours now. */
    void adopted(Instrument instrument) {
        foreign = foreign.stream()
                .filter(position -> !position.instrument().equals(instrument))
                .toList();
    }

    /** Shares came or went by the terms of an option, which the broker's list will show at the next comparison. */
    void delivered(OptionSettlement settlement) {
        if (settlement.shares().isZero() || !delivered.add(settlement.id())) {
            return;
        }
        OptionContract option = settlement.contract();
        Stock stock = new Stock(option.underlying(), option.currency());
        List<Position> after = new ArrayList<>(foreign);
        Quantity held = Quantity.ZERO;
        Price basis = settlement.basis();
        for (Position position : foreign) {
            if (position.instrument().equals(stock)) {
                after.remove(position);
                held = position.quantity();
                basis = position.averagePrice();
            }
        }
        Quantity now = held.plus(settlement.shares());
        if (!now.isZero()) {
            after.add(new Position(stock, now, basis));
        }
        foreign = after;
    }

    /** An entry was sent. */
    void entered(Instant now) {
        recentEntries.addLast(now);
    }

    TradingBook book(Instant now) {
        while (!recentEntries.isEmpty() && recentEntries.peekFirst().isBefore(now.minus(MINUTE))) {
            recentEntries.removeFirst();
        }
        List<Position> positions = new ArrayList<>(desk.trades().positions());
        positions.addAll(foreign);
        List<OpenOrder> working = new ArrayList<>(desk.openOrders());
        working.addAll(duplicates);
        return new TradingBook(
                now,
                day.date(),
                mode,
                account.map(this::afterFees),
                day.startEquity(),
                positions,
                working,
                recentEntries.size(),
                history.memory(day.date(), openToday()));
    }

    /** What was opened today or may still be, and was not left in part: a stop may end each of them before the close. */
    private int openToday() {
        LocalDate today = day.date();
        Instant begin = today.atStartOfDay(zone).toInstant();
        int open = 0;
        for (Trade trade : desk.trades().all()) {
            boolean entering = trade.live(OrderRole.ENTRY).isPresent();
            boolean opened = !trade.held().isZero() && !trade.entryTime().isBefore(begin);
            boolean counted = history.isDayTrade(trade.origin().signalId().value(), today);
            open += (entering || opened) && !counted ? 1 : 0;
        }
        return open;
    }

    /** Fees the broker has not reported are taken for charged: by estimate, and once more if they are in its figures. */
    private AccountSnapshot afterFees(AccountSnapshot told) {
        Optional<Money> missing = desk.trades()
                .expectedFees()
                .filter(fees -> fees.currency().equals(told.netLiquidation().currency()));
        return missing.map(fees -> new AccountSnapshot(
                        told.account(),
                        told.netLiquidation().minus(fees),
                        told.availableFunds().minus(fees),
                        told.realizedToday().minus(fees),
                        told.settledCash().map(settled -> settled.minus(fees)),
                        told.dayTradesLeft(),
                        told.asOf()))
                .orElse(told);
    }
}
