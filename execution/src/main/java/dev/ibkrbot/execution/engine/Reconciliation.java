package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.execution.order.BrokerBooks;
import dev.ibkrbot.execution.order.Comparison;
import dev.ibkrbot.execution.order.DeskListener;
import dev.ibkrbot.execution.order.DurableOrderIds;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.order.TradeDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether our books can be trusted: connected, compared with the broker's, and nothing in doubt. What makes them
 * doubtful freezes entries and asks the broker for everything, until both agree. Confined to the engine thread.
 */
final class Reconciliation {
    private static final Duration RETRY = Duration.ofSeconds(15);
    /** The code of no message of a broker's: its adapter met something that it has no name for. */
    private static final int UNNAMED = 0;

    private final Broker broker;
    private final InstantSource clock;
    private final Optional<Duration> auditInterval;
    private final Barrier barrier;
    private final TradeDesk desk;
    private final BookSource books;
    private final DurableOrderIds ids;
    private final Recorder recorder;
    private final AdoptionDesk adoption;
    private final Freezes freezes;
    private final Consumer<Instant> ready;
    private ConnectionState connection = ConnectionState.DISCONNECTED;
    private boolean reconciled;
    private boolean wanted;
    private boolean unclear;
    private boolean dataLost;
    private Instant dataFrom = Instant.MIN;
    private boolean stopped;
    private final RestoredState restored;
    private Set<OrderRef> strangers = Set.of();
    private final Set<Instrument> told = new HashSet<>();
    private final Set<Instrument> ours = new HashSet<>();
    private Set<Instrument> seen = Set.of();

    /** {@code ready} is told whenever entries become possible: at first, and after each time they were not. */
    Reconciliation(
            EngineSettings settings,
            EnginePorts ports,
            Barrier barrier,
            TradeDesk desk,
            BookSource books,
            AdoptionDesk adoption,
            DurableOrderIds ids,
            Recorder recorder,
            RestoredState restored,
            Consumer<Instant> ready) {
        this.restored = restored;
        this.broker = ports.broker();
        this.clock = ports.clock();
        this.auditInterval = settings.auditInterval();
        this.barrier = barrier;
        this.desk = desk;
        this.books = books;
        this.adoption = adoption;
        this.ids = ids;
        this.recorder = recorder;
        this.freezes = new Freezes(recorder);
        this.ready = ready;
        recorder.whenInDoubt(this::doubt);
    }

    /** Whether the books were compared with the broker's since the session began. */
    boolean isDone() {
        return reconciled;
    }

    /** Orders with names like ours that the last comparison brought up and the journal should know and does not. */
    Set<OrderRef> strangers() {
        return strangers;
    }

    /** Nothing is acted on any more. */
    void stop() {
        stopped = true;
    }

    void connectionChanged(ConnectionState state, Instant now) {
        if (state == connection) {
            return;
        }
        boolean lost = connection == ConnectionState.READY && !stopped;
        connection = state;
        if (lost) {
            recorder.alerted(
                    now,
                    DeskListener.Severity.WARNING,
                    "disconnected",
                    "no entries until the broker is back; exits stay with it");
        }
        if (state == ConnectionState.READY) {
            ids.raiseAbove(broker.orders().lowestFreeId().value() - 1);
            run(now);
        } else {
            dataFrom = now;
            suspend(now);
        }
    }

    /** Time went on without us: whatever was thought to be current may be old. */
    void paused(Duration length, Instant now) {
        recorder.alerted(
                now, DeskListener.Severity.WARNING, "paused", "nothing was done for " + length.toSeconds() + " s");
        dataFrom = now;
        suspend(now);
        wanted = true;
    }

    private void suspend(Instant now) {
        reconciled = false;
        barrier.discard();
        desk.linkLost(now);
    }

    /** Takes in what the broker says beside events: it never changes an order. */
    void noticed(BrokerNotice notice, Instant now) {
        boolean news = recorder.noticed(now, notice);
        if (notice.condition() == BrokerNotice.Condition.DATA_LOST) {
            dataLost = true;
        } else if (notice.condition() == BrokerNotice.Condition.DATA_BACK && dataLost) {
            dataLost = false;
            dataFrom = now;
        }
        if (notice.severity() == BrokerNotice.Severity.URGENT) {
            Optional<Symbol> symbol = notice.orderId().flatMap(desk::symbolOf);
            String text = notice.code() + " " + notice.text();
            if (symbol.isEmpty()) {
                if (notice.code() == UNNAMED) {
                    adoption.doubt(notice.text());
                }
                if (news) {
                    recorder.alerted(now, DeskListener.Severity.CRITICAL, "broker_notice", text);
                }
            } else if (freezes.isFrozen(symbol.get())) {
                doubt(symbol.get(), "broker_notice", now);
            } else {
                recorder.doubted(now, symbol.get(), "broker_notice", text);
            }
            // What each answer brings up anew is no reason to ask again at once.
            wanted |= news || !barrier.isRunning();
        }
    }

    /** Nothing of this symbol is entered before the broker was asked once more. */
    void doubt(Symbol symbol, String reason, Instant now) {
        freezes.freeze(symbol, reason, now);
        wanted = true;
    }

    /** Asks the broker if something that was just taken in calls for it. */
    void runIfWanted(Instant now) {
        if (wanted && connection == ConnectionState.READY && !stopped && !barrier.isRunning()) {
            run(now);
        }
    }

    /** Why a symbol may not be entered; empty when it may. */
    String obstacle(Symbol symbol) {
        if (freezes.isFrozen(symbol)) {
            return "frozen";
        }
        return dataLost ? "data_lost" : "";
    }

    /** Whether a quote of this time may be acted on: sources of data were there ever since. */
    boolean isCurrent(Instant quoted) {
        return !dataLost && !quoted.isBefore(dataFrom);
    }

    private void run(Instant now) {
        wanted = false;
        barrier.run(now, this::compared);
    }

    private void compared(Barrier.View view) {
        Instant now = clock.instant();
        if (connection != ConnectionState.READY || stopped) {
            return;
        }
        boolean first = !reconciled;
        boolean again = wanted;
        Comparison comparison = desk.reconcile(view.books(), now);
        books.beyondOurs(comparison.foreign(), comparison.duplicates());
        strangers = new HashSet<>(comparison.strangers());
        strangers.retainAll(newerThanTheJournal(view.books()));
        // What came up while the broker was asked is asked about at once; what its answer brought up, after a while.
        wanted = again;
        freezes.compared(view.books().askedAt(), comparison.unclear(), now);
        unclear = !comparison.unclear().isEmpty();
        reconciled = true;
        if (first) {
            adoption.found(comparison.foreign());
            books.observe(view.account(), now);
            ready.accept(now);
        } else {
            books.look(view.account(), now);
        }
        tellForeign(comparison.foreign(), first, now);
        adoption.compared(comparison, view.books(), now);
    }

    /** Names of what the broker has seen after all that the journal knew at the start; of everything if it knew nothing. */
    private Set<OrderRef> newerThanTheJournal(BrokerBooks books) {
        boolean all = restored.knowsNoOrder();
        Set<OrderRef> newer = new HashSet<>();
        books.executions().stream()
                .filter(it -> all || it.at().isAfter(restored.lastTime()))
                .forEach(it -> newer.add(it.ref()));
        books.openOrders().stream()
                .map(OpenOrder::order)
                .filter(it -> all || it.id().value() > restored.highWater())
                .forEach(it -> newer.add(it.ref()));
        if (all) {
            books.completed().forEach(it -> newer.add(it.ref()));
        }
        return newer;
    }

    /**
     * What was found and not opened by us is reported, counted in the exposure, and otherwise left alone. While we run,
     * lists lead and lag, and shares are as a rule delivered by an option, which has told of them: so only an option
     * that none of our trades ever was in, seen twice in a row.
     */
    private void tellForeign(List<Position> foreign, boolean first, Instant now) {
        desk.trades().all().forEach(trade -> ours.add(trade.origin().instrument()));
        Set<Instrument> before = seen;
        seen = foreign.stream().map(Position::instrument).collect(Collectors.toSet());
        List<String> news = foreign.stream()
                .filter(position -> first
                        || before.contains(position.instrument())
                                && position.instrument() instanceof OptionContract
                                && !ours.contains(position.instrument()))
                .filter(position -> told.add(position.instrument()))
                .filter(position -> !adoption.isCandidate(position.instrument()))
                .map(position -> position.quantity() + " " + position.instrument())
                .toList();
        if (!news.isEmpty()) {
            recorder.alerted(
                    now,
                    DeskListener.Severity.WARNING,
                    "foreign_position",
                    String.join(", ", news) + " are not ours: exposure, not supervised; trading.adopt_positions names"
                            + " underlyings whose options are taken over at a start");
        }
    }

    /** Asks again when it is time: soon while something is in doubt, else as often as an audit is wanted. */
    void auditWhenDue(Instant now) {
        if (connection != ConnectionState.READY || barrier.isRunning()) {
            return;
        }
        boolean urgent = !reconciled || isInDoubt(now);
        if (!urgent && auditInterval.isEmpty()) {
            return;
        }
        Duration patience = urgent ? RETRY : auditInterval.orElseThrow();
        if (!now.isBefore(barrier.lastTried().plus(patience))) {
            run(now);
        }
    }

    /**
     * Whether an order is in doubt, a symbol frozen, the books disagree, the end of an option is to be found out, or a
     * position is taken over.
     */
    boolean isInDoubt(Instant now) {
        return !freezes.isEmpty()
                || unclear
                || !desk.trades().inDoubt().isEmpty()
                || desk.isEndUnknown(now)
                || adoption.isWaiting(now);
    }

    /** The next moment at which doubt calls for asking again; {@link Instant#MAX} when there is none. */
    Instant deadline(Instant now) {
        return isInDoubt(now) ? barrier.lastTried().plus(RETRY) : Instant.MAX;
    }
}
