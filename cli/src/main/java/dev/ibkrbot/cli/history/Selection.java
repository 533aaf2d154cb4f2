package dev.ibkrbot.cli.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

    private boolean asksForMoments() {
        return symbol.isPresent() || date.isPresent() || at.isPresent();
    }

    private boolean matches(Instant moment, String of) {
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
                .filter(it -> it.what().equals(what) && matches(it.at(), it.symbol()))
                .forEach(it -> counts.merge(it.reason(), 1L, Long::sum));
        return counts;
    }
}
