package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.journal.JournalException;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.DeskListener;
import dev.ibkrbot.execution.order.DurableOrderIds;
import dev.ibkrbot.execution.order.ReportingOrderEntry;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.execution.order.TradeDesk;
import dev.ibkrbot.execution.schedule.EntryWindow;
import dev.ibkrbot.execution.schedule.SessionClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The single writer of trading state: takes one event at a time, journals before it acts, never waits. The same events
 * at the same times give the same journal. Confined to one thread, which a {@link SteppedLoop} or a {@link LiveLoop}
 * provides; {@link #status()} may be read anywhere.
 */
public final class TradingEngine {
    private final EngineSettings settings;
    private final EnginePorts ports;
    private final InstantSource clock;
    private final SessionClock session;
    private final Recorder recorder;
    private final Answers answers;
    private final TradingDay day;
    private final TradeDesk desk;
    private final BookSource books;
    private final LimitWatch limits;
    private final EntryDesk entries;
    private final Reconciliation reconciliation;
    private final MachineWatch machine;
    private final Supervision supervision;
    private final CommandDesk commands;
    /** A new journal, or an old copy of one, must not take over what another has begun. */
    private boolean mayHaveLostState;

    private Optional<String> halted;
    private Optional<String> paused;
    private Optional<String> failure = Optional.empty();
    private boolean stopped;
    private boolean ended;

    private volatile EngineStatus published;

    /** Goes on where the restored state ends; {@link RestoredState#none()} for a new journal. */
    public TradingEngine(EngineSettings settings, EnginePorts ports, RestoredState restored) {
        this.settings = settings;
        this.ports = ports;
        this.clock = ports.clock();
        this.session = new SessionClock(ports.calendar(), settings.lastEntryBeforeClose());
        this.recorder =
                new Recorder(ports.journal(), ports.listener(), settings.recording(), ports.planner()::strategies);
        this.answers = new Answers(ports.inbox());
        this.day = new TradingDay(recorder, restored.history());
        this.halted = restored.halted();
        this.mayHaveLostState = settings.mode() != TradingMode.DRY_RUN;
        OrderEntry orders = orderEntry();
        int highWater = StrictMath.max(restored.highWater(), settings.firstOrderId() - 1);
        DurableOrderIds ids = new DurableOrderIds(ports.journal(), clock, highWater);
        this.desk = new TradeDesk(
                settings.exits(), orders, ids, ports.journal(), restored, recorder, ports.calendar(), this::quoteFor);
        this.books = new BookSource(settings.mode(), ports, answers, day, desk, session, restored);
        this.limits = new LimitWatch(ports, restored.history(), day, books, desk, recorder);
        this.books.whenObserved(this::observed);
        Barrier barrier = new Barrier(orders, ports.broker(), answers, recorder);
        StandingExits standing = new StandingExits(settings, ports, day, recorder, restored.exitRules());
        AdoptionDesk adoption =
                new AdoptionDesk(settings, ports, answers, desk, books, standing, recorder, this::mayAct);
        this.reconciliation = new Reconciliation(
                settings, ports, barrier, desk, books, adoption, ids, recorder, restored, this::ready);
        this.machine = new MachineWatch(recorder, restored.lastTime());
        this.paused = restored.paused();
        this.commands = new CommandDesk(desk, ports.journal(), ports.calendar(), reconciliation::isDone);
        this.entries = new EntryDesk(
                settings, ports, answers, recorder, limits, books, desk, session, reconciliation, this::isTrading);
        this.recorder.whenTradeEnds(this::closed, this::abandoned);
        this.recorder.whenLeft(limits::left);
        this.supervision = new Supervision(
                settings, ports, answers, session, day, desk, books, entries, reconciliation, standing, recorder);
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

            @Override
            public void onNotice(BrokerNotice notice) {
                inbox.post(new EngineEvent.NoticeReceived(notice));
            }

            @Override
            public void onSettlement(OptionSettlement settlement) {
                inbox.post(new EngineEvent.OptionSettled(settlement));
            }
        };
    }

    /**
     * Takes one event in. {@link JournalException} when the journal takes nothing more: the engine is then stopped and
     * ignores whatever comes; nothing was sent that is not journaled, and exits work on at the broker.
     */
    public void handle(EngineEvent event) {
        if (failure.isPresent()) {
            return;
        }
        Instant now = clock.instant();
        try {
            handle(event, now);
        } catch (JournalException e) {
            fail(e, now);
            throw e;
        }
    }

    private void handle(EngineEvent event, Instant now) {
        machine.see(now);
        if (event instanceof EngineEvent.CycleDue it) {
            cycle(it, now);
        } else if (event instanceof EngineEvent.SupervisionDue) {
            if (!supervision.isQuiet(now)) {
                supervise(now);
            }
        } else {
            supervision.disturb();
            handleReport(event, now);
            reconciliation.runIfWanted(now);
        }
    }

    private void fail(JournalException e, Instant now) {
        failure = Optional.of("the journal failed: " + e.getMessage());
        stopped = true;
        ended = true;
        published = snapshot(now);
        recorder.tellOnly(new EngineReport.Alerted(
                now, DeskListener.Severity.CRITICAL, "journal_failed", String.valueOf(e.getMessage())));
    }

    private void handleReport(EngineEvent event, Instant now) {
        if (event instanceof EngineEvent.OrderReported it) {
            desk.onEvent(it.event(), now);
        } else if (event instanceof EngineEvent.OptionSettled it) {
            books.delivered(it.settlement());
            desk.onSettlement(it.settlement(), now);
        } else if (event instanceof EngineEvent.PlanReady it) {
            entries.planned(it.symbol(), it.plan(), now);
        } else if (event instanceof EngineEvent.PlanFailed it) {
            entries.planFailed(it.symbol(), it.failure(), now);
        } else if (event instanceof EngineEvent.Answered it) {
            it.continuation().run();
        } else if (event instanceof EngineEvent.NoticeReceived it) {
            reconciliation.noticed(it.notice(), now);
        } else if (event instanceof EngineEvent.ConnectionChanged it) {
            reconciliation.connectionChanged(it.state(), now);
            published = snapshot(now);
        } else if (event instanceof EngineEvent.PauseNoticed it) {
            reconciliation.paused(it.length(), now);
            published = snapshot(now);
        } else if (event instanceof EngineEvent.ClockCompared it) {
            machine.compared(it.ahead(), now);
        } else if (event instanceof EngineEvent.SpaceMeasured it) {
            machine.measured(it.usableBytes(), now);
        } else if (event instanceof EngineEvent.StrategyPivoted it) {
            enterDay(now);
            limits.pivoted(it, now);
        } else {
            control(event, now);
        }
    }

    private void observed(Instant now) {
        if (!stopped) {
            enterDay(now);
            limits.examine(now);
        }
    }

    /** What a closed position did to the account is looked at once, wherever the next entry may come from. */
    private void closed(ClosedTrade trade, Instant now) {
        entries.rest(trade.symbol(), now);
        limits.closed(trade);
        if (!stopped) {
            books.askAccount(() -> {});
        }
    }

    private void abandoned(Trade trade, Instant now) {
        entries.notFilled(trade, now);
        limits.abandoned(trade, now);
    }

    private void control(EngineEvent event, Instant now) {
        if (event instanceof EngineEvent.HaltRequested it && halted.isEmpty()) {
            halt(it.reason(), now);
        } else if (event instanceof EngineEvent.ResumeRequested it && halted.isPresent()) {
            halted = Optional.empty();
            recorder.resumed(now, it.reason());
        } else if (event instanceof EngineEvent.Commanded it && !stopped) {
            command(it, now);
        } else if (event instanceof EngineEvent.StopRequested it && !stopped) {
            if (reconciliation.isDone()) {
                desk.leave(now);
            }
            stopped = true;
            reconciliation.stop();
            // What those cancels bring, and what waits already, is still taken in before the record ends.
            ports.inbox().post(new EngineEvent.Answered(() -> end(it.reason())));
        }
        published = snapshot(now);
    }

    private void halt(String reason, Instant now) {
        halted = Optional.of(reason);
        recorder.halted(now, reason);
        if (reconciliation.isDone()) {
            desk.cancelEntries("halted", now);
        }
    }

    private void command(EngineEvent.Commanded event, Instant now) {
        Command command = event.command();
        String outcome = commands.take(command, halted.isPresent() || paused.isPresent(), now);
        switch (command.action()) {
            case PAUSE -> paused = Optional.of(command.told());
            case HALT -> halted = Optional.of(command.told());
            case RESUME -> {
                paused = Optional.empty();
                halted = Optional.empty();
            }
            default -> {}
        }
        event.answer().accept(outcome);
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
        String obstacle = obstacle(event.symbol(), now);
        if (obstacle.isEmpty()) {
            entries.cycle(event.symbol(), now);
        } else {
            recorder.skip(now, event.symbol(), obstacle);
        }
    }

    private void enterDay(Instant now) {
        if (day.enter(session.tradingDate(now))) {
            desk.forgetFinished();
            desk.enterDay(day.date());
        }
        limits.release(now);
    }

    /** Why no entry may be thought of at all now; empty when one may. */
    private String obstacle(Symbol symbol, Instant now) {
        EngineState state = state();
        if (state != EngineState.TRADING) {
            return state.code();
        }
        if (!machine.obstacle().isEmpty()) {
            return machine.obstacle();
        }
        EntryWindow window = session.window(now);
        return window == EntryWindow.OPEN ? reconciliation.obstacle(symbol) : window.code();
    }

    private boolean isTrading() {
        return state() == EngineState.TRADING && machine.obstacle().isEmpty();
    }

    private boolean mayAct() {
        return !stopped && reconciliation.isDone();
    }

    private EngineState state() {
        if (stopped) {
            return EngineState.STOPPED;
        }
        if (halted.isPresent()) {
            return EngineState.HALTED;
        }
        if (paused.isPresent()) {
            return EngineState.PAUSED;
        }
        return reconciliation.isDone() ? EngineState.TRADING : EngineState.RECONCILING;
    }

    /** The books agree with the broker's for the first time since they could not be trusted. */
    private void ready(Instant now) {
        if (mayHaveLostState && halted.isEmpty() && !reconciliation.strangers().isEmpty()) {
            halt(
                    "state_lost: the broker knows orders in our name that this journal does not: "
                            + new TreeSet<>(reconciliation.strangers().stream()
                                    .map(OrderRef::value)
                                    .toList()),
                    now);
        }
        mayHaveLostState = false;
        desk.cancelEntries("reconnected", now);
        desk.enterDay(day.date());
        published = snapshot(now);
    }

    private void supervise(Instant now) {
        enterDay(now);
        if (stopped) {
            return;
        }
        supervision.step(now);
        if (settings.recording() == CycleRecording.EACH) {
            published = snapshot(now);
        }
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
        return supervision.deadline(now);
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
                failure.or(() -> halted).or(() -> paused).orElse(""),
                day.date(),
                day.startEquity(),
                recorder.counts(),
                desk.trades().positions(),
                desk.openOrders(),
                recorder.skips());
    }

    /** Whether it has stopped and taken in all there was. */
    boolean isEnded() {
        return ended;
    }
}
