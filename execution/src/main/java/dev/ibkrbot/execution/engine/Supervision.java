package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.execution.order.DeskListener;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.order.TradeDesk;
import dev.ibkrbot.execution.schedule.SessionClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What time alone calls for: the day's begin and end, flattening before the close, exits that are not at the broker,
 * timeouts, audits; and when it will call next. Confined to the engine thread.
 */
final class Supervision {
    private final EngineSettings settings;
    private final MarketCalendar calendar;
    private final Accounts accounts;
    private final Answers answers;
    private final SessionClock session;
    private final TradingDay day;
    private final TradeDesk desk;
    private final BookSource books;
    private final EntryDesk entries;
    private final Reconciliation reconciliation;
    private final Recorder recorder;
    private final StandingExits standing;
    private final ExitWatch exits;
    /** Before this moment there is nothing to do, unless something is reported or a trade needs it. */
    private Instant quietUntil = Instant.MIN;

    Supervision(
            EngineSettings settings,
            EnginePorts ports,
            Answers answers,
            SessionClock session,
            TradingDay day,
            TradeDesk desk,
            BookSource books,
            EntryDesk entries,
            Reconciliation reconciliation,
            StandingExits standing,
            Recorder recorder) {
        this.settings = settings;
        this.calendar = ports.calendar();
        this.accounts = ports.broker().accounts();
        this.answers = answers;
        this.session = session;
        this.day = day;
        this.desk = desk;
        this.books = books;
        this.entries = entries;
        this.reconciliation = reconciliation;
        this.recorder = recorder;
        this.standing = standing;
        this.exits = new ExitWatch(ports, answers, standing, desk, recorder);
    }

    /** Something was reported: what time calls for is to be found out anew. */
    void disturb() {
        quietUntil = Instant.MIN;
    }

    /** Whether time calls for nothing now. */
    boolean isQuiet(Instant now) {
        return now.isBefore(quietUntil)
                && desk.trades().areAtRest()
                && !(standing.watchPrices() && !desk.trades().isEmpty())
                && entries.deadline().equals(Instant.MAX)
                && !reconciliation.isInDoubt(now);
    }

    /** Does what is due now. */
    void step(Instant now) {
        Optional<TradingSession> today = session.session(now);
        if (today.isPresent() && today.get().contains(now)) {
            day.opened(today.get());
            if (reconciliation.isDone() && day.startEquity().isEmpty()) {
                books.askAccount(() -> {});
            }
            flattenBeforeClose(today.get(), now);
        }
        if (reconciliation.isDone()) {
            standing.look(now);
            exits.step(now);
            desk.supervise(now);
            entries.supervise(now);
        }
        reconciliation.auditWhenDue(now);
        reconciliation.runIfWanted(now);
        day.endedBy(now).ifPresent(ended -> endDay(ended, now));
        quietUntil = quietUntil(now);
    }

    /** Within a session whose start is known, time alone calls for nothing before its end or the flattening. */
    private Instant quietUntil(Instant now) {
        boolean settled = reconciliation.isDone() && day.startEquity().isPresent();
        boolean looksAround = settings.recording() == CycleRecording.EACH
                || settings.auditInterval().isPresent();
        if (!settled || looksAround || !calendar.isOpen(now)) {
            return Instant.MIN;
        }
        return day.end().minus(settings.flattenBeforeClose().orElse(Duration.ZERO));
    }

    private void flattenBeforeClose(TradingSession today, Instant now) {
        if (reconciliation.isDone()
                && !desk.trades().isEmpty()
                && settings.flattenBeforeClose().isPresent()
                && !now.isBefore(
                        today.close().minus(settings.flattenBeforeClose().get()))) {
            desk.closeAll(ExitReason.END_OF_DAY, now);
        }
    }

    private void endDay(TradingSession ended, Instant now) {
        if (settings.flattenBeforeClose().isPresent()
                && !desk.trades().positions().isEmpty()) {
            recorder.alerted(
                    now,
                    DeskListener.Severity.CRITICAL,
                    "not_flat",
                    "still held after the close: " + desk.trades().positions());
        }
        answers.await(
                accounts.snapshot(),
                account -> recorder.dayEnded(now, ended.tradingDate(), Optional.of(account.netLiquidation())),
                failure -> recorder.dayEnded(now, ended.tradingDate(), Optional.empty()));
    }

    /** The next moment after now at which time alone calls for something; {@link Instant#MAX} when it does not. */
    Instant deadline(Instant now) {
        if (isQuiet(now)) {
            return desk.trades().isEmpty() ? day.end() : quietUntil;
        }
        Instant next = earlier(entries.deadline(), day.end());
        if (!calendar.isOpen(now)) {
            return next;
        }
        if (!desk.trades().isEmpty()) {
            next = earlier(earlier(next, desk.deadline()), exits.deadline());
            if (settings.flattenBeforeClose().isPresent()) {
                Instant flatten = session.session(now)
                        .map(it ->
                                it.close().minus(settings.flattenBeforeClose().get()))
                        .orElse(Instant.MAX);
                next = now.isBefore(flatten) ? earlier(next, flatten) : next;
            }
        }
        return earlier(next, reconciliation.deadline(now));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
