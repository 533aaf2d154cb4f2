package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An engine on the stub broker, with a planner and a gate that say what the test wants. */
final class EngineScene {
    static final Symbol SPY = new Symbol("SPY");
    static final Instant START = StubBroker.DEFAULT_START;
    static final OptionContract CALL =
            OptionContract.equity(SPY, LocalDate.of(2026, 11, 20), Price.of("100"), Right.CALL);
    static final ApprovalDigest DIGEST = new ApprovalDigest("ab".repeat(32));

    final StubBroker broker;
    final MemoryJournal journal;
    final List<EngineReport> reports = new ArrayList<>();
    EngineSettings settings = EngineSettings.defaults(TradingMode.PAPER, List.of(SPY), CycleRecording.EACH);
    Planner planner = symbol -> CompletableFuture.completedFuture(hold());
    Gate gate = (proposal, book) -> approve(proposal, 10);
    Function<TradingBook, List<Denial>> standing = book -> List.of();
    ExitRules exitRules = ExitRules.NONE;
    Optional<ApprovalDigest> custody = Optional.of(DIGEST);
    PriceGrid grid = PriceGrid.PENNY_CLASS;
    ExitPlan exits = new ExitPlan(Optional.of(Percent.of("30")), Optional.of(Percent.of("20")));
    Symbol symbol = SPY;
    OptionContract call = CALL;
    SteppedInbox inbox = new SteppedInbox();
    Optional<Broker> wrapped = Optional.empty();
    TradingEngine engine;

    EngineScene() {
        this(StubBroker.withFixedAnswers());
    }

    EngineScene(StubBroker broker) {
        this(broker, MemoryJournal.keepingRecords());
    }

    /** Goes on with the journal of another scene. */
    EngineScene(StubBroker broker, MemoryJournal journal) {
        this.broker = broker;
        this.journal = journal;
    }

    /** Connects a new engine that goes on where the journal ends. */
    EngineScene start() {
        return start(journal);
    }

    EngineScene start(Journal writer) {
        build(writer);
        broker.connect(engine.brokerListener());
        settle();
        return this;
    }

    /** The engine alone, not connected. */
    void build(Journal writer) {
        EnginePorts ports = new EnginePorts(
                symbol -> planner.plan(symbol),
                new Gate() {
                    @Override
                    public RiskReview review(TradeProposal proposal, TradingBook book) {
                        return gate.review(proposal, book);
                    }

                    @Override
                    public List<GateAnswer> answers(RiskReview review, TradeProposal proposal, TradingBook book) {
                        return gate.answers(review, proposal, book);
                    }

                    @Override
                    public List<Denial> standing(TradingBook book) {
                        return standing.apply(book);
                    }

                    @Override
                    public Optional<ApprovalDigest> custody(
                            SignalId trade, Position found, ExitPlan exits, Instant at) {
                        return custody;
                    }

                    @Override
                    public ExitRules exits() {
                        return exitRules;
                    }
                },
                wrapped.orElse(broker),
                writer,
                MarketCalendar.nyse(),
                broker.timeline(),
                event -> inbox.post(event),
                reports::add);
        engine = new TradingEngine(settings, ports, JournalReplay.fold(journal));
    }

    void with(UnaryOperator<EngineSettings> change) {
        settings = change.apply(settings);
    }

    /** Neither the close nor a near expiration ends a position, and nothing is compared in between. */
    void holdOverNight() {
        with(defaults -> new EngineSettings(
                defaults.mode(),
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                Optional.empty(),
                OptionalInt.empty(),
                defaults.cooldown(),
                Optional.empty(),
                defaults.exits(),
                defaults.recording(),
                1));
    }

    void handle(EngineEvent event) {
        engine.handle(event);
        drain();
    }

    void cycle() {
        handle(new EngineEvent.CycleDue(SPY));
    }

    void settle() {
        drain();
        handle(EngineEvent.SupervisionDue.INSTANCE);
    }

    void drain() {
        while (!inbox.isEmpty()) {
            engine.handle(inbox.poll().orElseThrow());
        }
    }

    void advance(Duration duration) {
        advanceTo(broker.timeline().instant().plus(duration));
    }

    void advanceTo(Instant moment) {
        broker.timeline().advanceTo(moment);
        settle();
    }

    /** Plans to buy the call at this limit from now on, each time as a new signal. */
    void proposes(String limit) {
        planner = symbol -> CompletableFuture.completedFuture(proposal(limit));
    }

    Plan.Proposed proposal(String limit) {
        Instant now = broker.timeline().instant();
        Signal signal = new Signal("scalp", SignalAction.BUY, Percent.of("88.6"), "trend_up", now);
        Quote quote = new Quote(
                call,
                Optional.of(Price.of("2.45")),
                Optional.of(Price.of("2.55")),
                Optional.empty(),
                OptionalLong.of(5000),
                now,
                DataQuality.LIVE);
        TradeProposal proposal = new TradeProposal(
                SignalId.of(symbol, signal), "scalp", symbol, call, Side.BUY, Price.of(limit), exits, quote, grid, now);
        return new Plan.Proposed(signal, proposal, SelectionFunnel.EMPTY);
    }

    Plan.NoTrade hold() {
        Signal signal = new Signal("scalp", SignalAction.HOLD, Percent.ZERO, "flat", Instant.EPOCH);
        return new Plan.NoTrade(signal, "hold", "", SelectionFunnel.EMPTY);
    }

    static RiskReview.Approved approve(TradeProposal proposal, long quantity) {
        return new RiskReview.Approved(
                proposal, Quantity.of(quantity), DIGEST, proposal.decidedAt().plusSeconds(60));
    }

    /** The last submitted order of this role. */
    Order last(OrderRole role) {
        return orders().stream()
                .filter(order -> order.role() == role)
                .reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError("no order of role " + role));
    }

    long count(OrderRole role) {
        return orders().stream().filter(order -> order.role() == role).count();
    }

    List<Order> orders() {
        return broker.submitted().stream()
                .flatMap(group -> group.orders().stream())
                .toList();
    }

    void fill(OrderRole role, long quantity, String price) {
        fillOf(role, quantity, price);
    }

    Execution fillOf(OrderRole role, long quantity, String price) {
        Execution execution = broker.fill(last(role).id(), Quantity.of(quantity), Price.of(price));
        drain();
        return execution;
    }

    void charge(Execution execution, String fee) {
        broker.charge(execution.id(), Money.usd(fee));
        drain();
    }

    void cancelAtBroker(OrderId id) {
        broker.cancelAtBroker(id, "OCA");
        drain();
    }

    /** Enters and fills ten calls at 2.50. */
    void enter() {
        proposes("2.50");
        cycle();
        fill(OrderRole.ENTRY, 10, "2.50");
    }

    /** The journal from a sequence on, one line a record. */
    List<String> linesFrom(long sequence) {
        List<String> lines = new ArrayList<>();
        journal.read(
                sequence,
                entry -> lines.add(
                        entry.record().type() + " " + readable(entry.record().body())));
        return lines;
    }

    /** With single quotes, which need no escaping in a test. */
    private static String readable(String json) {
        return json.replace('"', '\'');
    }

    /** The bodies of one type. */
    List<String> bodies(String type) {
        List<String> bodies = new ArrayList<>();
        journal.read(1, entry -> {
            if (entry.record().type().name().equals(type)) {
                bodies.add(readable(entry.record().body()));
            }
        });
        return bodies;
    }

    /** The reasons of skips so far, in order. */
    List<String> skips() {
        return reports.stream()
                .filter(EngineReport.CycleSkipped.class::isInstance)
                .map(report -> ((EngineReport.CycleSkipped) report).reason())
                .toList();
    }

    List<String> alerts() {
        return reports.stream()
                .filter(EngineReport.Alerted.class::isInstance)
                .map(report -> ((EngineReport.Alerted) report).code())
                .toList();
    }
}
