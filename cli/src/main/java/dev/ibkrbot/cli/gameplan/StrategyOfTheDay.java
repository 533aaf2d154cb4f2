package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Which strategy a trading date had last, so that a change within its session is told from a first choice. */
final class StrategyOfTheDay {
    private final MarketCalendar calendar;
    private Optional<Dated> last = Optional.empty();

    private record Dated(LocalDate date, String strategy) {}

    StrategyOfTheDay(MarketCalendar calendar) {
        this.calendar = calendar;
    }

    /** What a record with {@code date} and {@code strategy} says of the past. */
    void remember(JsonObject body) {
        last = Optional.of(new Dated(LocalDate.parse(body.requiredText("date")), body.requiredText("strategy")));
    }

    /** The name of the one that this date had last. */
    Optional<String> on(LocalDate date) {
        return last.filter(it -> it.date().equals(date)).map(Dated::strategy);
    }

    /** This one from now on. The change that it is, where the date has had another one and its session has begun. */
    Optional<EngineEvent.StrategyPivoted> follow(DayStrategy strategy, LocalDate date, int most, Instant now) {
        LocalDate today = calendar.tradingDate(now);
        Optional<String> before = on(today);
        last = Optional.of(new Dated(date, strategy.name()));
        boolean inSession =
                calendar.session(today).filter(it -> it.contains(now)).isPresent();
        return before.filter(it -> inSession && !it.equals(strategy.name()))
                .map(it -> new EngineEvent.StrategyPivoted(it, strategy.name(), most));
    }
}
