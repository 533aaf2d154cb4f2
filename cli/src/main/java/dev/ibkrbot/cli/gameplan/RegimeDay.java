package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.engine.Inbox;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.strategy.regime.DayChoice;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The strategy that the volatility index calls for, as a run goes by it: journaled whenever it becomes another one, and
 * counted as a change of strategy where it does so within a session. What is chosen on one thread takes effect on the
 * engine's.
 */
final class RegimeDay {
    /** Another strategy came into force: date, strategy, size, symbols, reason. */
    static final RecordType REGIME = RecordType.of("regime");
    /** Changes of strategy after which a day is over. */
    private static final int MOST_PIVOTS = 2;

    private final MarketCalendar calendar;
    private final InstantSource clock;
    private final Journal journal;
    private final Consumer<String> log;
    private final Queue<DayChoice> chosen = new ConcurrentLinkedQueue<>();
    private final StrategyOfTheDay strategy;

    /** Goes on with what the journal says of this date. */
    RegimeDay(MarketCalendar calendar, InstantSource clock, Journal journal, Consumer<String> log) {
        this.calendar = calendar;
        this.clock = clock;
        this.journal = journal;
        this.log = log;
        this.strategy = new StrategyOfTheDay(calendar);
        journal.read(1, entry -> {
            if (entry.record().type().equals(REGIME)) {
                strategy.remember(entry.record().parsedBody());
            }
        });
    }

    /** What its strategy of today asks of open positions. */
    ExitRules exits() {
        return strategy.on(calendar.tradingDate(clock.instant()))
                .map(it -> DayExits.of(DayStrategy.valueOf(it), OptionalInt.empty()))
                .orElse(ExitRules.NONE);
    }

    /** There is another strategy to go by; may be said on any thread. */
    void chosen(DayChoice choice) {
        chosen.add(choice);
    }

    /** Hands over what was chosen since. */
    void look(Inbox engine) {
        for (Optional<DayChoice> next = next(); next.isPresent(); next = next()) {
            DayChoice choice = next.get();
            engine.post(new EngineEvent.Answered(() -> follow(choice).ifPresent(engine::post)));
        }
    }

    private Optional<DayChoice> next() {
        return Optional.ofNullable(chosen.poll());
    }

    private Optional<EngineEvent.StrategyPivoted> follow(DayChoice choice) {
        Instant now = clock.instant();
        String date = calendar.tradingDate(now).toString();
        JsonBody body = JsonBody.object()
                .text("date", date)
                .text("strategy", choice.strategy().name())
                .texts("symbols", choice.symbols().stream().map(Symbol::value).toList())
                .text("size", choice.size().fraction())
                .text("reason", choice.reason());
        journal.append(JournalRecord.of(now, REGIME, body));
        log.accept("strategy " + choice.strategy() + " on " + date + ": " + choice.reason());
        return strategy.follow(choice.strategy(), calendar.tradingDate(now), MOST_PIVOTS, now);
    }
}
