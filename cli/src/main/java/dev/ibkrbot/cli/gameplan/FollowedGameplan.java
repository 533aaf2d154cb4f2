package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.Records;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The gameplan a run goes by: journaled whenever it becomes another one, be it that its file changed or that the date
 * did. One thread looks and another follows; {@link #plan()} may be read anywhere.
 *
 * <p>A change of strategy is one from an accepted plan to another accepted plan of the same date. A plan that is refused
 * in between enters nothing, and the day goes on when there is a good one again.
 */
public final class FollowedGameplan {
    /** A plan came into force: date, session_id, strategy, regime, symbols, size, operator, checksum, reason, problems. */
    static final RecordType GAMEPLAN = RecordType.of("gameplan");

    private static final String ACCEPTED = "accepted";
    private static final String ABOVE_THRESHOLD = "vix_above_threshold";
    /** Changes of strategy after which a day is over, where the plan does not say less. */
    private static final int MOST_PIVOTS = 2;

    private static final int MOST_PROBLEMS = 10;
    /** A plan has to be there so long before the open, at 09:15. */
    private static final Duration DEADLINE = Duration.ofMinutes(15);

    private final Function<LocalDate, GameplanReading> source;
    private final MarketCalendar calendar;
    private final Consumer<String> log;
    private final StrategyOfTheDay strategy;
    private volatile GameplanReading followed;
    private volatile boolean alerted;
    private Optional<GameplanReading> seenOnce = Optional.empty();
    private volatile Optional<LocalDate> breached = Optional.empty();
    private volatile Optional<LocalDate> breachTold = Optional.empty();

    /** {@code log} hears in one line which plan comes into force. */
    public FollowedGameplan(
            Function<LocalDate, GameplanReading> source, MarketCalendar calendar, Instant now, Consumer<String> log) {
        this.source = source;
        this.calendar = calendar;
        this.log = log;
        this.strategy = new StrategyOfTheDay(calendar);
        this.followed = read(now);
    }

    private GameplanReading read(Instant now) {
        return source.apply(calendar.tradingDate(now));
    }

    /** The plan in force. */
    public Gameplan plan() {
        return followed.plan();
    }

    /** The index reached the plan's bound: from now on this is a date of strategy C. May be said on any thread. */
    public void breach(LocalDate date) {
        breached = Optional.of(date);
    }

    /** The last date on which the volatility index reached its bound, before this start or since. */
    public Optional<LocalDate> breached() {
        return breached;
    }

    /** Journals the plan of the start. The change of strategy that is in it, where this date has had another one. */
    public Optional<EngineEvent.StrategyPivoted> begin(Journal journal, Instant now) {
        journal.read(1, entry -> remember(entry.record()));
        return journal(journal, now);
    }

    private void remember(JournalRecord record) {
        if (record.type().equals(GAMEPLAN)) {
            JsonObject body = record.parsedBody();
            if (body.requiredText("reason").equals(ACCEPTED)) {
                strategy.remember(body);
            }
        } else if (record.type().equals(Records.SIGNAL)
                && record.parsedBody().requiredText("outcome").equals(ABOVE_THRESHOLD)) {
            breached = Optional.of(calendar.tradingDate(record.time()));
        } else if (record.type().equals(Records.ALERT)
                && record.parsedBody().requiredText("code").equals(ABOVE_THRESHOLD)) {
            breachTold = Optional.of(calendar.tradingDate(record.time()));
            breached = breachTold;
        }
    }

    /**
     * What there is to follow now in place of the plan in force. The plan of another date is taken at once; a file that
     * is being written must look the same twice in a row.
     */
    public Optional<GameplanReading> changed(Instant now) {
        GameplanReading reading = read(now);
        if (isSame(reading, followed)) {
            seenOnce = Optional.empty();
            return Optional.empty();
        }
        boolean steady = !reading.plan().date().equals(followed.plan().date())
                || seenOnce.filter(it -> isSame(it, reading)).isPresent();
        seenOnce = Optional.of(reading);
        return steady ? seenOnce : Optional.empty();
    }

    private static boolean isSame(GameplanReading a, GameplanReading b) {
        return a.checksum().equals(b.checksum())
                && a.refusal().equals(b.refusal())
                && a.plan().date().equals(b.plan().date());
    }

    /** Goes by this plan from now on. The change of strategy that is in it, where one is within a session. */
    public Optional<EngineEvent.StrategyPivoted> follow(GameplanReading reading, Journal journal, Instant now) {
        if (isSame(reading, followed)) {
            return Optional.empty();
        }
        followed = reading;
        return journal(journal, now);
    }

    private Optional<EngineEvent.StrategyPivoted> journal(Journal journal, Instant now) {
        GameplanReading reading = followed;
        Gameplan plan = reading.plan();
        String reason = reading.refusal().orElse(ACCEPTED);
        String problems = problems(reading);
        JsonBody body = JsonBody.object()
                .text("date", plan.date().toString())
                .text("session_id", plan.sessionId())
                .text("strategy", plan.strategy().name())
                .text("regime", plan.regime())
                .texts("symbols", plan.symbols().stream().map(Symbol::value).toList())
                .text("size", plan.size().fraction())
                .text("operator", plan.operatorId())
                .text("checksum", reading.checksum())
                .text("reason", reason)
                .text("problems", problems);
        journal.append(JournalRecord.of(now, GAMEPLAN, body));
        log.accept("strategy " + plan.strategy() + " on " + plan.date() + ": " + reason
                + (problems.isEmpty() ? "" : " (" + problems + ")"));
        alerted = false;
        alert(journal, now);
        return pivot(plan, now);
    }

    private static String problems(GameplanReading reading) {
        return reading.problems().stream()
                .sorted(Comparator.comparing(GameplanProblem::fatal).reversed())
                .map(GameplanProblem::line)
                .limit(MOST_PROBLEMS)
                .collect(Collectors.joining("; "));
    }

    /** Whether people have to be told that the day is one of strategy C, because of the index or for want of a plan. */
    public boolean isAlertDue(Instant now) {
        return isBreachUntold(now) || isRefusalUntold(now);
    }

    private boolean isBreachUntold(Instant now) {
        Optional<LocalDate> date = breached;
        return date.filter(calendar.tradingDate(now)::equals).isPresent() && !date.equals(breachTold);
    }

    /** Once, and not while there is time to write one. */
    private boolean isRefusalUntold(Instant now) {
        return !alerted
                && followed.refusal().isPresent()
                && calendar.session(calendar.tradingDate(now))
                        .filter(it -> now.isBefore(it.close())
                                && !now.isBefore(it.open().minus(DEADLINE)))
                        .isPresent();
    }

    /** Tells them, where that is due. */
    public void alert(Journal journal, Instant now) {
        if (isBreachUntold(now)) {
            breachTold = breached;
            String message =
                    "the volatility index reached the bound of the gameplan: strategy C for the rest of the day";
            journal.append(alert(now, ABOVE_THRESHOLD, message));
        }
        if (isRefusalUntold(now)) {
            alerted = true;
            alertOfRefusal(journal, now);
        }
    }

    private static JournalRecord alert(Instant now, String code, String message) {
        JsonBody alert =
                JsonBody.object().text("severity", "WARNING").text("code", code).text("message", message);
        return JournalRecord.of(now, Records.ALERT, alert);
    }

    private void alertOfRefusal(Journal journal, Instant now) {
        String reason = followed.refusal().orElseThrow();
        String problems = problems(followed);
        journal.append(alert(
                now,
                "gameplan_" + reason.replaceAll("[^a-zA-Z_]", "_"),
                "nothing is entered: " + (problems.isEmpty() ? reason : problems)));
    }

    private Optional<EngineEvent.StrategyPivoted> pivot(Gameplan plan, Instant now) {
        if (followed.refusal().isPresent()) {
            return Optional.empty();
        }
        int most = Math.max(1, Math.min(MOST_PIVOTS, plan.limits().maxPivots()));
        return strategy.follow(plan.strategy(), plan.date(), most, now);
    }
}
