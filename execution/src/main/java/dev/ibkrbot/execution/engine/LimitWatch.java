package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.Latch;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.DeskListener.Severity;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.execution.order.TradeDesk;
import dev.ibkrbot.execution.regime.RiskHistory;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Latches limits that were reached, so that neither a better figure nor a restart lifts them early: the daily loss, too
 * many changes of strategy and a flood of entries until the next trading date, the weekly governor until the next
 * week's first. Each is journaled and told once, working entries are canceled, and its release is journaled. Confined
 * to the engine thread.
 */
final class LimitWatch {
    private static final String DAILY_LOSS = "daily_loss";
    private static final String WEEKLY_LOSS = "weekly_governor_active";
    private static final String DAY_TRADES = "pdt_limit_reached";
    private static final String PIVOTS = "intraday_pivot_limit_reached";
    /**
     * So many entries denied in a row for being too many in their minute are no burst but a runaway: a cycle of ten
     * symbols may still hit the limit with half of them.
     */
    private static final int RUNAWAY = 10;

    private final Gate gate;
    private final MarketCalendar calendar;
    private final RiskHistory history;
    private final TradingDay day;
    private final BookSource books;
    private final TradeDesk desk;
    private final Recorder recorder;
    private final Map<String, LocalDate> announced = new HashMap<>();

    LimitWatch(
            EnginePorts ports,
            RiskHistory history,
            TradingDay day,
            BookSource books,
            TradeDesk desk,
            Recorder recorder) {
        this.gate = ports.gate();
        this.calendar = ports.calendar();
        this.history = history;
        this.day = day;
        this.books = books;
        this.desk = desk;
        this.recorder = recorder;
    }

    /** The account was seen: has a limit been reached? */
    void examine(Instant now) {
        take(gate.standing(books.book(now)), now);
    }

    /** Risk answered a proposal. */
    void reviewed(RiskReview review, Instant now) {
        List<Denial> denials = review.match(approved -> List.of(), RiskReview.Denied::denials);
        take(denials, now);
        history.reviewed(denials.stream().anyMatch(it -> it.code().equals(RiskHistory.ORDER_RATE)));
        int inARow = history.rateDenialsInARow();
        if (inARow >= RUNAWAY) {
            latch(
                    RiskHistory.ORDER_RATE,
                    nextTradingDate(),
                    inARow + " entries in a row were too many for their minute",
                    now);
        }
    }

    private void take(List<Denial> denials, Instant now) {
        for (Denial denial : denials) {
            switch (denial.code()) {
                case DAILY_LOSS -> latch(DAILY_LOSS, nextTradingDate(), denial.toString(), now);
                case WEEKLY_LOSS -> latch(WEEKLY_LOSS, nextWeek(), denial.toString(), now);
                case DAY_TRADES -> announce(denial, now);
                default -> {}
            }
        }
    }

    /** Its figures lift this one by themselves, so it is told of once a date and not latched. */
    private void announce(Denial denial, Instant now) {
        if (!day.date().equals(announced.put(denial.code(), day.date()))) {
            recorder.alerted(now, Severity.WARNING, denial.code(), denial.toString());
        }
    }

    /** The strategy of the day has changed. */
    void pivoted(EngineEvent.StrategyPivoted pivot, Instant now) {
        history.pivoted(day.date());
        int count = history.pivots(day.date());
        recorder.pivoted(now, day.date(), pivot, count);
        if (count >= pivot.most()) {
            latch(PIVOTS, nextTradingDate(), count + " changes of strategy, the last to " + pivot.to(), now);
        }
    }

    private void latch(String code, LocalDate until, String detail, Instant now) {
        if (history.isLatched(code, day.date())) {
            return;
        }
        Latch latch = new Latch(code, until, detail);
        recorder.latched(now, latch);
        history.latched(latch);
        desk.cancelEntries(code, now);
    }

    /** The latches whose date has come are released. */
    void release(Instant now) {
        for (Latch latch : history.latches()) {
            if (!day.date().isBefore(latch.until())) {
                recorder.released(now, latch.code());
                history.released(latch.code());
            }
        }
    }

    /** A position was closed, or part of it. */
    void left(Trade trade, Instant at) {
        history.left(trade.origin().signalId().value(), trade.entryTime(), at);
    }

    /** A position was closed, whoever did it. */
    void closed(ClosedTrade trade) {
        history.left(trade.signalId().value(), trade.entryTime(), trade.exitTime());
    }

    /** A trade ended without an exit of ours; what was open is taken for closed now. */
    void abandoned(Trade trade, Instant now) {
        if (trade.opened().isPositive()) {
            left(trade, now);
        }
    }

    private LocalDate nextTradingDate() {
        return tradingDateFrom(day.date().plusDays(1));
    }

    private LocalDate nextWeek() {
        return tradingDateFrom(day.date().with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
    }

    /** The date itself where the calendar ends: there is no trading then anyway. */
    private LocalDate tradingDateFrom(LocalDate first) {
        LocalDate date = first;
        while (calendar.covers(date) && !calendar.isTradingDay(date)) {
            date = date.plusDays(1);
        }
        return date;
    }
}
