package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.regime.RiskHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The trading date at hand: the equity it began with, journaled once and never replaced, and its end. Confined to the
 * engine thread.
 */
final class TradingDay {
    private final Recorder recorder;
    private final RiskHistory history;
    private LocalDate date = LocalDate.MIN;
    private Optional<Money> startEquity = Optional.empty();
    private Optional<TradingSession> running = Optional.empty();
    private Instant end = Instant.MAX;

    TradingDay(Recorder recorder, RiskHistory history) {
        this.recorder = recorder;
        this.history = history;
    }

    /** The date has become this one; true when it is another than before. */
    boolean enter(LocalDate today) {
        if (today.equals(date)) {
            return false;
        }
        date = today;
        startEquity = history.dayStart(today);
        return true;
    }

    LocalDate date() {
        return date;
    }

    Optional<Money> startEquity() {
        return startEquity;
    }

    /** A session is on: it will have an end. */
    void opened(TradingSession session) {
        if (running.isEmpty()) {
            running = Optional.of(session);
            end = session.close();
        }
    }

    /** When the session that is on will be over; {@link Instant#MAX} when none is. */
    Instant end() {
        return end;
    }

    /** The session that was on and is over by now. */
    Optional<TradingSession> endedBy(Instant now) {
        if (now.isBefore(end)) {
            return Optional.empty();
        }
        Optional<TradingSession> ended = running;
        running = Optional.empty();
        end = Instant.MAX;
        return ended;
    }

    /** The account was seen; the first time on a date makes its start, unless no loss could be a part of it. */
    void observe(AccountSnapshot account, Instant now) {
        if (startEquity.isEmpty() && account.netLiquidation().isPositive()) {
            startEquity = Optional.of(account.netLiquidation());
            recorder.dayStarted(now, date, account.netLiquidation());
            history.dayStarted(date, account.netLiquidation());
        }
    }
}
