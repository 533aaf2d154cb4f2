package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.Latch;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.DeskListener;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.execution.order.OrderChange;
import dev.ibkrbot.execution.order.Records;
import dev.ibkrbot.execution.order.SignalJson;
import dev.ibkrbot.execution.order.Trade;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Journals, then reports, then counts. Skips and holds cost a lookup where they are only counted. */
final class Recorder implements DeskListener {
    private static final Duration REPEATS_WITHIN = Duration.ofMinutes(1);
    private static final String HOLD = "hold";

    private final Journal journal;
    private final EngineListener listener;
    private final boolean each;
    private final Map<String, long[]> skips = new HashMap<>();
    private BiConsumer<ClosedTrade, Instant> closed = (trade, at) -> {};
    private BiConsumer<Trade, Instant> abandoned = (trade, at) -> {};
    private BiConsumer<Trade, Instant> left = (trade, at) -> {};
    private DoubtHandler doubtful = (symbol, reason, at) -> {};
    private final Map<Integer, Instant> noticed = new HashMap<>();
    private final DayTally tally;

    /** {@code asked} tells which strategies are asked now. */
    Recorder(Journal journal, EngineListener listener, CycleRecording recording, Supplier<List<AskedStrategy>> asked) {
        this.tally = new DayTally(asked);
        this.journal = journal;
        this.listener = listener;
        this.each = recording == CycleRecording.EACH;
    }

    /** Tells when a position was closed, and when a trade ended without one. */
    void whenTradeEnds(BiConsumer<ClosedTrade, Instant> afterClose, BiConsumer<Trade, Instant> afterNothing) {
        closed = afterClose;
        abandoned = afterNothing;
    }

    /** Tells when part of a position was sold, or bought back, and when that was. */
    void whenLeft(BiConsumer<Trade, Instant> afterFill) {
        left = afterFill;
    }

    /** Tells when a symbol is not understood any more. */
    void whenInDoubt(DoubtHandler handler) {
        doubtful = handler;
    }

    /** Hears that something about a symbol is not understood, and why. */
    @FunctionalInterface
    interface DoubtHandler {
        void doubt(Symbol symbol, String reason, Instant at);
    }

    /** What the broker says; false for what it repeats within a minute about no order: that is journaled once. */
    boolean noticed(Instant at, BrokerNotice notice) {
        Instant last = noticed.put(notice.code(), at);
        if (notice.orderId().isEmpty() && last != null && at.isBefore(last.plus(REPEATS_WITHIN))) {
            noticed.put(notice.code(), last);
            return false;
        }
        JsonBody body = JsonBody.object()
                .text("severity", notice.severity().name())
                .number("code", notice.code())
                .text("text", notice.text());
        notice.orderId().ifPresent(id -> body.number("order_id", id.value()));
        journal.append(JournalRecord.of(at, Records.NOTICE, body));
        return true;
    }

    void frozen(Instant at, Symbol symbol, String reason) {
        JsonBody body = JsonBody.object().text("symbol", symbol.value()).text("reason", reason);
        journal.append(JournalRecord.of(at, Records.FREEZE, body));
    }

    void unfrozen(Instant at, Symbol symbol) {
        journal.append(JournalRecord.of(at, Records.UNFREEZE, JsonBody.object().text("symbol", symbol.value())));
    }

    /** Reports something that can no longer be journaled. */
    void tellOnly(EngineReport report) {
        listener.onReport(report);
    }

    void cycle() {
        tally.cycle();
    }

    /** A planner answered; what is priced anew later is the same answer. */
    void evaluated(Signal signal) {
        tally.evaluated(signal);
    }

    /** Whether what came of each evaluation is journaled, however little it was. */
    boolean tellsEach() {
        return each;
    }

    void skip(Instant at, Symbol symbol, String reason) {
        skip(at, symbol, reason, "");
    }

    /** {@code detail} for a person; may be empty. */
    void skip(Instant at, Symbol symbol, String reason, String detail) {
        long[] count = skips.get(reason);
        if (count == null) {
            count = new long[1];
            skips.put(reason, count);
        }
        count[0]++;
        if (each) {
            JsonBody body = JsonBody.object().text("symbol", symbol.value()).text("reason", reason);
            if (!detail.isEmpty()) {
                body.text("detail", detail);
            }
            journal.append(JournalRecord.of(at, Records.SKIP, body));
            listener.onReport(new EngineReport.CycleSkipped(at, symbol, reason));
        }
    }

    void exitRules(Instant at, ExitRules rules) {
        journal.append(rules.record(at));
    }

    void rolled(Instant at, Trade trade, String detail) {
        JsonBody body = JsonBody.object()
                .text("trade", trade.origin().signalId().value())
                .text("detail", detail);
        journal.append(JournalRecord.of(at, Records.ROLL, body));
    }

    void notEntered(Instant at, Symbol symbol, Plan plan, String outcome) {
        if (each || !plan.signal().isHold()) {
            journal.append(SignalJson.record(at, symbol, plan, outcome));
        }
        // A strategy that has nothing to say is no news; a gate that kept it from being asked is.
        if (each || !plan.signal().isHold() || !outcome.equals(HOLD)) {
            listener.onReport(new EngineReport.NotEntered(at, symbol, plan, outcome));
        }
    }

    void denied(Instant at, Symbol symbol, Plan plan, RiskReview.Denied review) {
        tally.denied();
        JsonBody body = JsonBody.object()
                .text("id", review.proposal().signalId().value())
                .text("symbol", symbol.value())
                .text("instrument", review.proposal().instrument().toString())
                .objects("denials", review.denials(), Recorder::denial);
        journal.appendAll(
                List.of(SignalJson.record(at, symbol, plan, "denied"), JournalRecord.of(at, Records.DENIAL, body)));
        listener.onReport(new EngineReport.EntryDenied(at, symbol, review));
        listener.onReport(new EngineReport.NotEntered(at, symbol, plan, "denied"));
    }

    private static void denial(JsonBody body, Denial denial) {
        body.text("code", denial.code()).text("limit", denial.limit()).text("actual", denial.actual());
    }

    void dayStarted(Instant at, LocalDate date, Money equity) {
        JsonBody body = JsonBody.object()
                .text("date", date.toString())
                .text("equity", equity.amount())
                .text("currency", equity.currency().code());
        journal.append(JournalRecord.of(at, Records.DAY_START, body));
        listener.onReport(new EngineReport.DayStarted(at, date, equity));
    }

    void dayEnded(Instant at, LocalDate date, Optional<Money> equity) {
        DayCounts counts = tally.counts();
        JsonBody body = JsonBody.object()
                .text("date", date.toString())
                .number("cycles", counts.cycles())
                .number("holds", counts.holds())
                .number("signals", counts.signals())
                .number("denials", counts.denials())
                .number("entries", counts.entries())
                .number("exits", counts.exits())
                .objects(
                        "strategies",
                        counts.strategies(),
                        (item, count) -> item.text("strategy", count.strategy())
                                .number("evaluations", count.evaluations())
                                .number("signals", count.signals())
                                .flag("can_fire", count.canFire()));
        equity.ifPresent(it ->
                body.text("equity", it.amount()).text("currency", it.currency().code()));
        journal.append(JournalRecord.of(at, Records.DAY_END, body));
        listener.onReport(new EngineReport.DayEnded(at, date, counts, equity));
        tally.clear();
    }

    DayCounts counts() {
        return tally.counts();
    }

    Map<String, Long> skips() {
        Map<String, Long> copy = new TreeMap<>();
        skips.forEach((reason, count) -> copy.put(reason, count[0]));
        return copy;
    }

    void breakerOpened(Instant at, Optional<Symbol> symbol, Instant until, String why) {
        JsonBody body = JsonBody.object();
        symbol.ifPresent(it -> body.text("symbol", it.value()));
        body.text("until", until.toString()).text("reason", why);
        journal.append(JournalRecord.of(at, Records.BREAKER_OPEN, body));
        alerted(at, Severity.WARNING, "breaker_open", symbol.map(Symbol::value).orElse("all symbols") + ": " + why);
    }

    void halted(Instant at, String reason) {
        journal.append(JournalRecord.of(at, Records.HALT, JsonBody.object().text("reason", reason)));
        alerted(at, Severity.CRITICAL, "halted", reason);
    }

    void resumed(Instant at, String reason) {
        journal.append(JournalRecord.of(at, Records.RESUME, JsonBody.object().text("reason", reason)));
    }

    void latched(Instant at, Latch latch) {
        JsonBody body = JsonBody.object()
                .text("code", latch.code())
                .text("until", latch.until().toString())
                .text("detail", latch.detail());
        journal.append(JournalRecord.of(at, Records.LATCH, body));
        alerted(at, Severity.CRITICAL, latch.code(), latch.detail() + "; no entries before " + latch.until());
    }

    void released(Instant at, String code) {
        journal.append(
                JournalRecord.of(at, Records.LATCH_RELEASED, JsonBody.object().text("code", code)));
    }

    void pivoted(Instant at, LocalDate date, EngineEvent.StrategyPivoted pivot, int count) {
        JsonBody body = JsonBody.object()
                .text("date", date.toString())
                .text("from", pivot.from())
                .text("to", pivot.to())
                .number("count", count);
        journal.append(JournalRecord.of(at, Records.PIVOT, body));
    }

    void ended(Instant at, String reason) {
        JsonBody body = JsonBody.object()
                .text("reason", reason)
                .objects(
                        "skips",
                        skips().entrySet(),
                        (item, skip) -> item.text("reason", skip.getKey()).number("count", skip.getValue()));
        journal.append(JournalRecord.of(at, Records.RUN_END, body));
    }

    @Override
    public void entering(Instant at, Plan.Proposed plan, RiskReview.Approved approved) {
        tally.entered();
        listener.onReport(new EngineReport.EntryApproved(at, plan.proposal().symbol(), plan, approved));
    }

    @Override
    public void submitted(Instant at, Trade trade, OrderGroup group) {
        listener.onReport(new EngineReport.OrdersSubmitted(at, trade.origin().symbol(), group));
    }

    @Override
    public void moved(Instant at, Trade trade, OrderChange.Moved change) {
        listener.onReport(new EngineReport.OrderMoved(
                at, trade.origin().symbol(), change.order().order(), change.to(), change.reason()));
    }

    @Override
    public void filled(Instant at, Trade trade, OrderChange.Traded change) {
        if (change.order().role().isExit()) {
            left.accept(trade, change.execution().at());
        }
        listener.onReport(new EngineReport.OrderFilled(
                at, trade.origin().symbol(), change.order().order(), change.execution()));
    }

    @Override
    public void closed(Instant at, ClosedTrade trade) {
        tally.exited();
        listener.onReport(new EngineReport.TradeClosed(at, trade));
        closed.accept(trade, at);
    }

    @Override
    public void abandoned(Instant at, Trade trade, String reason) {
        listener.onReport(new EngineReport.TradeAbandoned(at, trade.origin().symbol(), reason));
        abandoned.accept(trade, at);
    }

    @Override
    public void alerted(Instant at, Severity severity, String code, String message) {
        JsonBody body = JsonBody.object()
                .text("severity", severity.name())
                .text("code", code)
                .text("message", message);
        journal.append(JournalRecord.of(at, Records.ALERT, body));
        listener.onReport(new EngineReport.Alerted(at, severity, code, message));
    }

    @Override
    public void doubted(Instant at, Symbol symbol, String code, String message) {
        alerted(at, Severity.CRITICAL, code, message);
        doubtful.doubt(symbol, code, at);
    }

    @Override
    public void restated(Instant at, ClosedTrade before, ClosedTrade after) {
        listener.onReport(new EngineReport.TradeRestated(at, before, after));
    }
}
