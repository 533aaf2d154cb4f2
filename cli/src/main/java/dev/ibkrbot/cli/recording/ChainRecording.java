package dev.ibkrbot.cli.recording;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.gateway.MarketSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records session after session, in regular hours only: sweeps at even distances from the open, the last minutes after
 * the close. It may be killed at any time; the next one goes on with the same files. Confined to the main thread.
 */
public final class ChainRecording {
    private static final Duration AFTER_THE_CLOSE = Duration.ofSeconds(5);

    private final MarketSession market;
    private final RecordingPlan plan;
    private final MarketCalendar calendar;
    private final Consumer<String> progress;
    private final Consumer<String> remarks;
    private String lastRemark = "";

    /**
     * A recording that has not begun.
     *
     * @param progress hears of every sweep, one line each
     * @param remarks hears what could not be recorded, one line each and not twice in a row
     */
    public ChainRecording(
            MarketSession market,
            RecordingPlan plan,
            MarketCalendar calendar,
            Consumer<String> progress,
            Consumer<String> remarks) {
        this.market = market;
        this.plan = plan;
        this.calendar = calendar;
        this.progress = progress;
        this.remarks = remarks;
    }

    /** Records until the planned sessions are over, or simulated time is; hands over what each session gave. */
    public void run(Consumer<Recorded> sessions) {
        boolean goesOn = true;
        for (int n = 0; goesOn && (plan.sessions() == 0 || n < plan.sessions()); n++) {
            Optional<TradingSession> session = nextOrCurrent();
            goesOn = session.isPresent() && market.waitUntil(session.get().open());
            if (goesOn) {
                goesOn = record(session.get(), n == 0, sessions);
            }
        }
    }

    private Optional<TradingSession> nextOrCurrent() {
        Instant now = market.instant();
        return calendar.isOpen(now) ? calendar.session(calendar.tradingDate(now)) : calendar.nextSession(now);
    }

    /** False when time ended in it. */
    private boolean record(TradingSession session, boolean first, Consumer<Recorded> sessions) {
        List<SymbolRecorder> recorders = new ArrayList<>();
        try {
            for (Symbol symbol : plan.symbols()) {
                recorders.add(new SymbolRecorder(market, plan, session, symbol, first, this::remark));
            }
            for (Instant next = nextSweep(session); next.isBefore(session.close()); next = nextSweep(session)) {
                if (!market.waitUntil(next)) {
                    recorders.forEach(it -> sessions.accept(it.recorded()));
                    return false;
                }
                for (SymbolRecorder recorder : recorders) {
                    recorder.sweep();
                    Recorded so = recorder.recorded();
                    progress.accept(so.symbol() + " " + next + ": " + so.sweeps() + " sweeps, " + so.quotes()
                            + " option quotes, " + so.unanswered() + " unanswered");
                }
            }
            boolean goesOn = market.waitUntil(session.close().plus(AFTER_THE_CLOSE));
            recorders.forEach(it -> sessions.accept(it.finish()));
            return goesOn;
        } finally {
            recorders.forEach(SymbolRecorder::close);
        }
    }

    /** The first one that is still to come, so that one that took too long is skipped, not made up for. */
    private Instant nextSweep(TradingSession session) {
        long every = plan.every().toSeconds();
        long passed = Duration.between(session.open(), market.instant()).toSeconds();
        return session.open().plusSeconds((Math.max(passed, 0) / every + 1) * every);
    }

    private void remark(String line) {
        if (!line.equals(lastRemark)) {
            lastRemark = line;
            remarks.accept(line);
        }
    }
}
