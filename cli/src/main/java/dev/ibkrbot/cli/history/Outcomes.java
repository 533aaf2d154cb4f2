package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many evaluations came how far. Immutable.
 *
 * @param holds came to no signal
 * @param errors could not be made
 * @param signals wanted something, entries that were tried again not counted twice
 * @param rejected of those, by what stopped them
 * @param sent entries that were sent
 * @param again of those, tried again at a fresh quote
 * @param filled of those, at least in part
 * @param closed of those
 */
record Outcomes(
        long holds,
        long errors,
        long signals,
        Map<String, Long> rejected,
        long sent,
        long again,
        long filled,
        long closed) {
    static Outcomes of(JournalStory story, Selection selection) {
        List<SignalStory> signals = selection.signals(story);
        Map<String, Long> rejected = new TreeMap<>();
        signals.stream()
                .filter(it -> it.trade() == 0 && it.repeated() == 0)
                .forEach(it -> rejected.merge(it.outcome(), 1L, Long::sum));
        return new Outcomes(
                holds(story, selection),
                selection.quietMoments(story).stream()
                        .filter(it -> it.what().equals("error"))
                        .count(),
                signals.stream().filter(it -> it.repeated() == 0).count(),
                rejected,
                signals.stream().filter(it -> it.trade() > 0).count(),
                signals.stream()
                        .filter(it -> it.trade() > 0 && it.repeated() > 0)
                        .count(),
                signals.stream().filter(it -> !it.fills().isEmpty()).count(),
                signals.stream().filter(it -> !it.exits().isEmpty()).count());
    }

    /** A backtest journals none, and counts them for each day. */
    private static long holds(JournalStory story, Selection selection) {
        long journaled = selection.quiet(story, "hold").values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long counted = story.dayEnds.stream()
                .filter(end -> selection.isOfWholeDays() && selection.includes(end.date()))
                .mapToLong(JournalStory.DayEnd::holds)
                .sum();
        return Math.max(journaled, counted);
    }

    /** Those that came to no signal, by reason where it was journaled. */
    String heldBack(Map<String, Long> reasons) {
        return reasons.isEmpty() && holds > 0 ? holds + ", a backtest only counts them" : RunFacts.counts(reasons);
    }

    String text() {
        return holds + errors + signals + ": " + holds + " held still, "
                + (errors > 0 ? errors + " could not be made, " : "") + signals + " signals; " + sent
                + " entries sent" + (again > 0 ? " (" + again + " of them again at a fresh quote)" : "") + ", " + filled
                + " filled, " + closed + " closed"
                + (rejected.isEmpty() ? "" : "; not sent: " + RunFacts.counts(rejected));
    }

    void addTo(ObjectNode node) {
        node.put("evaluations", holds + errors + signals)
                .put("holds", holds)
                .put("errors", errors)
                .put("signals", signals)
                .put("sent", sent)
                .put("sentAgain", again)
                .put("filled", filled)
                .put("closed", closed);
        RunFacts.putCounts(node.putObject("rejected"), rejected);
    }
}
