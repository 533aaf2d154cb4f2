package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.StrategyRun;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One strategy on one symbol: opens a run for each session, feeds it every completed bar once, and reads its answer.
 * Confined to the planner's executor.
 */
final class StrategyDesk {
    static final String STALE_BARS = "stale_bars";
    static final String DEBOUNCED = "debounced";

    private static final int SHORTEST_BAR_SECONDS = BarSize.ONE_MINUTE.seconds();
    private static final int SESSION_SECONDS = 6 * 3600 + 1800;

    private final Strategy strategy;
    private final Symbol symbol;
    private final Instrument instrument;
    private final int barSeconds;
    private final CompletableFuture<StrategyDesk> ready = CompletableFuture.completedFuture(this);

    private LocalDate date = LocalDate.MIN;
    private StrategyRun run;
    /** Start of the earliest bar not fed yet, in epoch seconds. */
    private long nextStart;
    /** No bar beyond those fed can have ended before this moment. */
    private long nothingNewBefore;

    StrategyDesk(Strategy strategy, Symbol symbol, Instrument instrument) {
        this.strategy = strategy;
        this.symbol = symbol;
        this.instrument = instrument;
        this.barSeconds = strategy.barSize().seconds();
        this.run = strategy.open(symbol);
    }

    /** This desk, once it has seen every bar that has ended by now. */
    CompletionStage<StrategyDesk> upToDate(
            Instant now, TradingSession session, QuoteSource quotes, MarketCalendar calendar, Executor executor) {
        if (!session.tradingDate().equals(date)) {
            date = session.tradingDate();
            run = strategy.open(symbol);
            nextStart = firstStart(session, calendar);
            nothingNewBefore = 0;
        }
        long second = now.getEpochSecond();
        if (second < nothingNewBefore) {
            return ready;
        }
        BarRequest request = new BarRequest(instrument, strategy.barSize(), Instant.ofEpochSecond(nextStart));
        return Stages.then(quotes.bars(request), executor, bars -> {
            feed(bars, second);
            return ready;
        });
    }

    private void feed(BarSeries bars, long now) {
        if (bars.barSize() != strategy.barSize()) {
            throw new IllegalStateException("asked for " + strategy.barSize() + " bars, got " + bars.barSize());
        }
        // Bars already fed and a bar still forming are left out, whatever the source delivers.
        for (int i = bars.firstStartingAt(nextStart); i < bars.size(); i++) {
            long start = bars.startEpochSecond(i);
            if (start + barSeconds > now) {
                return;
            }
            run.onBar(bars, i);
            nextStart = start + 1;
            nothingNewBefore = start + barSeconds + SHORTEST_BAR_SECONDS;
        }
    }

    /** The answer of the strategy now; a HOLD with reason when its bars are too old or it has to stay silent. */
    Signal signal(Instant now, SignalMemory memory) {
        if (run.action() == SignalAction.HOLD) {
            return run.signal();
        }
        Signal signal = run.signal();
        if (now.getEpochSecond() - signal.barEnd().getEpochSecond() > 2L * barSeconds) {
            return hold(STALE_BARS, signal.barEnd());
        }
        return memory.isQuiet(strategy, symbol, now) ? hold(DEBOUNCED, signal.barEnd()) : signal;
    }

    Signal hold(String reason, Instant barEnd) {
        return new Signal(strategy.name(), SignalAction.HOLD, Percent.ZERO, reason, barEnd);
    }

    /** The open of the session, or of the earlier session in which the warm-up begins. */
    private long firstStart(TradingSession session, MarketCalendar calendar) {
        int barsPerSession = Math.max(1, SESSION_SECONDS / barSeconds);
        int sessions = (strategy.warmUpBars() + barsPerSession - 1) / barsPerSession;
        LocalDate day = session.tradingDate();
        Instant open = session.open();
        while (sessions > 0 && calendar.covers(day.minusDays(1))) {
            day = day.minusDays(1);
            if (calendar.isTradingDay(day)) {
                open = calendar.session(day).orElseThrow().open();
                sessions--;
            }
        }
        return open.getEpochSecond();
    }
}
