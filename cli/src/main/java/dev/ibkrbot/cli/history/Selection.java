package dev.ibkrbot.cli.history;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of a story is asked for; what is absent does not matter. Immutable.
 *
 * @param symbol underlying
 * @param date in New York
 * @param at New York time, to the minute
 * @param trade number of a trade, from 1 on
 * @param last only so many of the signals that are left; 1 or more
 */
public record Selection(
        Optional<String> symbol,
        Optional<LocalDate> date,
        Optional<LocalTime> at,
        Optional<Integer> trade,
        Optional<Integer> last) {

    static final Selection EVERYTHING =
            new Selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String ONE_DAY_AT_A_TIME = "run";
    private static final int MOST_DATES = 10;

    /** What happened on a symbol and a date, either of which may be left open; fails like {@link #within}. */
    public static Selection of(Optional<String> symbol, Optional<LocalDate> date, JournalStory story) {
        Selection wanted = new Selection(symbol, date, Optional.empty(), Optional.empty(), Optional.empty());
        return date.isPresent() ? wanted.within(story) : wanted;
    }

    /**
     * This where the story has it: a date it tells nothing of is a failure that names those it does. Of a bot that goes
     * on from day to day the last date is meant when none is named; a backtest is told whole.
     */
    public Selection within(JournalStory story) {
        if (date.isPresent() && !story.dates.contains(date.get())) {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "nothing is known of " + date.get(),
                    story.file() + " tells of " + dates(story),
                    "name one of these dates, choose another run with --mode, or name its journal");
        }
        boolean goesOn = story.dates.size() > 1
                && story.parameters
                        .flatMap(run -> run.text("kind"))
                        .filter(ONE_DAY_AT_A_TIME::equals)
                        .isPresent();
        return goesOn && date.isEmpty() && trade.isEmpty() && last.isEmpty() ? on(story.dates.last()) : this;
    }

    /** The latest dates a story tells of. */
    static String dates(JournalStory story) {
        List<LocalDate> all = List.copyOf(story.dates);
        if (all.isEmpty()) {
            return "no date";
        }
        int from = Math.max(0, all.size() - MOST_DATES);
        return (from > 0 ? from + " dates from " + all.get(0) + " on, and of " : "")
                + all.subList(from, all.size()).stream()
                        .map(LocalDate::toString)
                        .collect(Collectors.joining(", "));
    }

    private boolean asksForMoments() {
        return symbol.isPresent() || date.isPresent() || at.isPresent();
    }

    boolean matches(Instant moment, String of) {
        return symbol.filter(it -> !it.equals(of)).isEmpty()
                && date.filter(it -> !it.equals(NewYork.date(moment))).isEmpty()
                && at.filter(it -> !it.equals(NewYork.minute(moment))).isEmpty();
    }

    /** The signals asked for, in their order. */
    List<SignalStory> signals(JournalStory story) {
        List<SignalStory> matching = story.signals.stream()
                .filter(signal -> matches(signal.at, signal.symbol))
                .filter(signal -> trade.filter(it -> it != signal.trade()).isEmpty())
                .toList();
        int from = last.map(it -> Math.max(0, matching.size() - it)).orElse(0);
        return matching.subList(from, matching.size());
    }

    /** The cycles without signal that were asked for, in their order. */
    List<JournalStory.Quiet> quietMoments(JournalStory story) {
        return trade.isPresent()
                ? List.of()
                : story.quiet.stream()
                        .filter(it -> matches(it.at(), it.symbol()))
                        .toList();
    }

    /** What was told of the run itself and was asked for. */
    List<JournalStory.Event> events(JournalStory story) {
        return trade.isPresent()
                ? List.of()
                : story.events.stream()
                        .filter(it -> date.filter(day -> !day.equals(NewYork.date(it.at())))
                                .isEmpty())
                        .filter(it -> at.filter(minute -> !minute.equals(NewYork.minute(it.at())))
                                .isEmpty())
                        .toList();
    }

    /** Whether whole days are asked for, of whatever symbol and trade. */
    boolean isOfWholeDays() {
        return symbol.isEmpty() && at.isEmpty() && trade.isEmpty() && last.isEmpty();
    }

    boolean includes(LocalDate day) {
        return date.filter(it -> !it.equals(day)).isEmpty();
    }

    /** This of one day. */
    Selection on(LocalDate day) {
        return new Selection(symbol, Optional.of(day), at, trade, last);
    }

    /** Whether what came to nothing belongs to the answer: not where single trades or signals are asked for. */
    boolean tellsQuietSpells() {
        return trade.isEmpty() && last.isEmpty();
    }

    /** Whether one minute is asked for: then every evaluation of it is told. */
    boolean isOfOneMinute() {
        return at.isPresent();
    }

    /** Holds or skips by reason; of everything they are known even where a backtest only counted them. */
    Map<String, Long> quiet(JournalStory story, String what) {
        Map<String, Long> counts = new TreeMap<>();
        if (trade.isPresent()) {
            return counts;
        }
        if (!asksForMoments()) {
            return what.equals("skip") ? story.skips : story.holds;
        }
        story.quiet.stream()
                .filter(it -> it.what().equals(what) || it.what().equals("error") && what.equals("skip"))
                .filter(it -> matches(it.at(), it.symbol()))
                .forEach(it -> counts.merge(it.reason(), 1L, Long::sum));
        return counts;
    }
}
