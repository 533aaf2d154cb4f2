package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.execution.order.DeskListener;
import dev.ibkrbot.execution.order.DurableOrderIds;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.order.ReportingOrderEntry;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.execution.order.TradeDesk;
import dev.ibkrbot.execution.schedule.EntryWindow;
import dev.ibkrbot.execution.schedule.SessionClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The single writer of trading state: takes one event at a time, journals before it acts, never waits. The same events
 * at the same times give the same journal. Confined to one thread, which a {@link SteppedLoop} or a {@link LiveLoop}
 * provides; {@link #status()} may be read anywhere.
 */
public final class TradingEngine {
    private static final Duration BARRIER_RETRY = Duration.ofSeconds(15);

    private final EngineSettings settings;
    private final EnginePorts ports;
    private final InstantSource clock;
    private final SessionClock session;
    private final Recorder recorder;
    private final Answers answers;
    private final TradingDay day;
    private final DurableOrderIds ids;
    private final TradeDesk desk;
    private final BookSource books;
    private final EntryDesk entries;
    private final Barrier barrier;
    private ConnectionState connection = ConnectionState.DISCONNECTED;
    private boolean reconciled;
    private Optional<String> halted;
    private boolean stopped;
    private boolean ended;
    /** Before this moment supervision finds nothing to do, unless something is reported or a trade needs it. */
    private Instant quietUntil = Instant.MIN;

    private volatile EngineStatus published;

    /** Goes on where the restored state ends; {@link RestoredState#none()} for a new journal. */
    public TradingEngine(EngineSettings settings, EnginePorts ports, RestoredState restored) {
        this.settings = settings;
        this.ports = ports;
        this.clock = ports.clock();
        this.session = new SessionClock(ports.calendar(), settings.lastEntryBeforeClose());
        this.recorder = new Recorder(ports.journal(), ports.listener(), settings.recording());
        this.answers = new Answers(ports.inbox());
        this.day = new TradingDay(recorder, restored);
        this.halted = restored.halted();
        OrderEntry orders = orderEntry();
        int highWater = StrictMath.max(restored.highWater(), settings.firstOrderId() - 1);
        this.ids = new DurableOrderIds(ports.journal(), clock, highWater);
        this.desk = new TradeDesk(
                settings.exits(), orders, ids, ports.journal(), restored, recorder, ports.calendar(), this::quoteFor);
        this.books = new BookSource(settings.mode(), ports, answers, day, desk, session, restored.entries());
        this.entries = new EntryDesk(
                settings, ports, answers, recorder, day, books, desk, session, () -> state() == EngineState.TRADING);
        this.recorder.whenTradeEnds(entries::rest, entries::notFilled);
        this.barrier = new Barrier(orders, ports.broker(), answers, recorder);
        day.enter(session.tradingDate(clock.instant()));
        this.published = snapshot(clock.instant());
    }

    private OrderEntry orderEntry() {
        OrderEntry broker = ports.broker().orders();
        return settings.mode() == TradingMode.DRY_RUN
                ? new ReportingOrderEntry(
                        broker,
                        ports.journal(),
                        clock,
                        event -> ports.inbox().post(new EngineEvent.OrderReported(event)))
                : broker;
    }

    /** What the broker is to be connected with: everything it says is left in the inbox. */
    public BrokerListener brokerListener() {
        Inbox inbox = ports.inbox();
        return new BrokerListener() {
            @Override
            public void onOrderEvent(OrderEvent event) {
                inbox.post(new EngineEvent.OrderReported(event));
            }

            @Override
            public void onConnection(ConnectionState state) {
                inbox.post(new EngineEvent.ConnectionChanged(state));
            }
        };
    }

    /** Takes one event in. {@link IllegalStateException} when it was called by an event it caused itself. */
    public void handle(EngineEvent event) {
        Instant now = clock.instant();
        if (event instanceof EngineEvent.CycleDue it) {
            cycle(it, now);
        } else if (event instanceof EngineEvent.SupervisionDue) {
            if (!isQuiet(now)) {
                supervise(now);
            }
        } else {
            quietUntil = Instant.MIN;
            handleReport(event, now);
        }
    }

    private void handleReport(EngineEvent event, Instant now) {
        if (event instanceof EngineEvent.OrderReported it) {
            desk.onEvent(it.event(), now);
        } else if (event instanceof EngineEvent.PlanReady it) {
            entries.planned(it.symbol(), it.plan(), now);
        } else if (event instanceof EngineEvent.PlanFailed it) {
            entries.planFailed(it.symbol(), it.failure(), now);
        } else if (event instanceof EngineEvent.Answered it) {
            it.continuation().run();
        } else if (event instanceof EngineEvent.ConnectionChanged it) {
            connectionChanged(it.state(), now);
        } else {
            control(event, now);
        }
    }

    private void control(EngineEvent event, Instant now) {
        if (event instanceof EngineEvent.HaltRequested it && halted.isEmpty()) {
            halted = Optional.of(it.reason());
            recorder.halted(now, it.reason());
            if (reconciled) {
                desk.cancelEntries("halted", now);
            }
        } else if (event instanceof EngineEvent.ResumeRequested it && halted.isPresent()) {
            halted = Optional.empty();
            recorder.resumed(now, it.reason());
        } else if (event instanceof EngineEvent.StopRequested it && !stopped) {
            if (reconciled) {
                desk.cancelEntries("stopped", now);
            }
            stopped = true;
            // What those cancels bring, and what waits already, is still taken in before the record ends.
            ports.inbox().post(new EngineEvent.Answered(() -> end(it.reason())));
        }
        published = snapshot(now);
    }

    private void end(String reason) {
        Instant now = clock.instant();
        ended = true;
        recorder.ended(now, reason);
        published = snapshot(now);
    }

    private void cycle(EngineEvent.CycleDue event, Instant now) {
        recorder.cycle();
        enterDay(now);
        String obstacle = obstacle(now);
        if (obstacle.isEmpty()) {
            entries.cycle(event.symbol(), now);
        } else {
            recorder.skip(now, event.symbol(), obstacle);
        }
    }

    private void enterDay(Instant now) {
        if (day.enter(session.tradingDate(now))) {
            desk.forgetFinished();
            if (reconciled) {
                desk.endExpired(day.date(), now);
            }
        }
    }

    /** Why no entry may be thought of at all now; empty when one may. */
    private String obstacle(Instant now) {
        EngineState state = state();
        if (state != EngineState.TRADING) {
            return state.code();
        }
        EntryWindow window = session.window(now);
        return window == EntryWindow.OPEN ? "" : window.code();
    }

    private EngineState state() {
        if (stopped) {
            return EngineState.STOPPED;
        }
        if (halted.isPresent()) {
            return EngineState.HALTED;
        }
        return reconciled ? EngineState.TRADING : EngineState.RECONCILING;
    }

    private void connectionChanged(ConnectionState state, Instant now) {
        if (state == connection) {
            return;
        }
        connection = state;
        if (state == ConnectionState.READY) {
            ids.raiseAbove(ports.broker().orders().lowestFreeId().value() - 1);
            reconcile(now);
        } else {
            reconciled = false;
            barrier.discard();
            desk.linkLost(now);
        }
        published = snapshot(now);
    }

    private void reconcile(Instant now) {
        barrier.run(now, this::reconciled);
    }

    private void reconciled(Barrier.View view) {
        Instant now = clock.instant();
        if (connection != ConnectionState.READY || stopped) {
            return;
        }
        boolean first = !reconciled;
        books.foreignPositions(desk.reconcile(
                view.trading().openOrders(),
                view.trading().executions(),
                view.holding().positions(),
                barrier.lastTried(),
                now));
        reconciled = true;
        if (first) {
            books.observe(view.holding().account(), now);
            desk.cancelEntries("reconnected", now);
            desk.endExpired(day.date(), now);
        }
        published = snapshot(now);
    }

    private boolean isQuiet(Instant now) {
        return now.isBefore(quietUntil) && desk.isAtRest() && entries.deadline().equals(Instant.MAX);
    }

    /** Within a session whose start is known, time alone calls for nothing before its end or the flattening. */
    private Instant quietUntil(Instant now) {
        boolean settled = reconciled && day.startEquity().isPresent();
        boolean looksAround = settings.recording() == CycleRecording.EACH
                || settings.auditInterval().isPresent();
        if (!settled || looksAround || !ports.calendar().isOpen(now)) {
            return Instant.MIN;
        }
        return day.end().minus(settings.flattenBeforeClose().orElse(Duration.ZERO));
    }

    private void supervise(Instant now) {
        enterDay(now);
        Optional<TradingSession> today = session.session(now);
        if (stopped) {
            return;
        }
        if (today.isPresent() && today.get().contains(now)) {
            day.opened(today.get());
            if (reconciled && day.startEquity().isEmpty()) {
                books.askAccount(() -> {});
            }
            flattenBeforeClose(today.get(), now);
        }
        if (reconciled) {
            closeExpiring(now);
            desk.supervise(now);
            entries.supervise(now);
        }
        auditWhenDue(now);
        Optional<TradingSession> ended = day.endedBy(now);
        if (ended.isPresent()) {
            endDay(ended.get(), now);
        }
        if (settings.recording() == CycleRecording.EACH) {
            published = snapshot(now);
        }
        quietUntil = quietUntil(now);
    }

    private void flattenBeforeClose(TradingSession today, Instant now) {
        if (reconciled
                && !desk.isIdle()
                && settings.flattenBeforeClose().isPresent()
                && !now.isBefore(
                        today.close().minus(settings.flattenBeforeClose().get()))) {
            desk.closeAll(ExitReason.END_OF_DAY, now);
        }
    }

    private void closeExpiring(Instant now) {
        if (desk.isIdle()
                || settings.forceCloseDte().isEmpty()
                || !ports.calendar().isOpen(now)) {
            return;
        }
        int forceCloseDte = settings.forceCloseDte().getAsInt();
        desk.closeWhere(
                trade -> ExpiryRule.isDue(trade, forceCloseDte, day.date(), ports.calendar()), ExitReason.EXPIRY, now);
    }

    private void auditWhenDue(Instant now) {
        if (connection != ConnectionState.READY || barrier.isRunning()) {
            return;
        }
        boolean urgent = !reconciled || desk.isInDoubt();
        if (!urgent && settings.auditInterval().isEmpty()) {
            return;
        }
        Duration patience = urgent ? BARRIER_RETRY : settings.auditInterval().orElseThrow();
        if (!now.isBefore(barrier.lastTried().plus(patience))) {
            reconcile(now);
        }
    }

    private void endDay(TradingSession ended, Instant now) {
        if (settings.flattenBeforeClose().isPresent() && !desk.positions().isEmpty()) {
            recorder.alerted(
                    now, DeskListener.Severity.CRITICAL, "not_flat", "still held after the close: " + desk.positions());
        }
        answers.await(
                ports.broker().accounts().snapshot(),
                account -> recorder.dayEnded(now, ended.tradingDate(), Optional.of(account.netLiquidation())),
                failure -> recorder.dayEnded(now, ended.tradingDate(), Optional.empty()));
    }

    private void quoteFor(Trade trade) {
        answers.await(
                ports.broker().quotes().quote(trade.origin().instrument()),
                quote -> desk.quoted(trade, quote.bid(), quote.ask(), clock.instant()),
                failure -> desk.quoteFailed(trade, failure.getMessage(), clock.instant()));
    }

    /**
     * The next moment after now at which time alone calls for a {@link EngineEvent.SupervisionDue}; {@link Instant#MAX}
     * when none does. For the driver, on the engine's thread.
     */
    Instant deadline(Instant now) {
        if (isQuiet(now)) {
            return desk.isIdle() ? day.end() : quietUntil;
        }
        Instant next = earlier(entries.deadline(), day.end());
        if (!desk.isIdle() && ports.calendar().isOpen(now)) {
            next = earlier(next, desk.deadline());
            if (settings.flattenBeforeClose().isPresent()) {
                Instant flatten = session.session(now)
                        .map(it ->
                                it.close().minus(settings.flattenBeforeClose().get()))
                        .orElse(Instant.MAX);
                next = now.isBefore(flatten) ? earlier(next, flatten) : next;
            }
            if (desk.isInDoubt()) {
                next = earlier(next, barrier.lastTried().plus(BARRIER_RETRY));
            }
        }
        return next;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** The engine as it was last published: after control events, and where each cycle is recorded at supervision. */
    public EngineStatus status() {
        return published;
    }

    /** The engine as it is. Confined to the engine's thread. */
    public EngineStatus snapshot(Instant now) {
        return new EngineStatus(
                now,
                state(),
                halted.orElse(""),
                day.date(),
                day.startEquity(),
                recorder.counts(),
                desk.positions(),
                desk.openOrders(),
                recorder.skips());
    }

    /** Whether it has stopped and taken in all there was. */
    boolean isEnded() {
        return ended;
    }
}
