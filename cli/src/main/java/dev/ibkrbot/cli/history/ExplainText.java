package dev.ibkrbot.cli.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Why a run did what it did, as lines for a person with New York times. Stateless. */
public final class ExplainText {
    private ExplainText() {}

    /** One thing to tell, from the moment it began. */
    record Told(Instant at, List<String> lines) {}

    /** Tells the run, each evaluation with all that came of it, and what they came to. */
    public static void tell(JournalStory story, Selection selection, Consumer<String> out) {
        out.accept(RunFacts.line(story));
        LocalDate date = LocalDate.MIN;
        for (Told told : chronicle(story, selection)) {
            LocalDate day = NewYork.date(told.at());
            if (!day.equals(date)) {
                date = day;
                out.accept("");
                out.accept(day.toString());
            }
            told.lines().forEach(out);
        }
        out.accept("");
        Outcomes outcomes = Outcomes.of(story, selection);
        out.accept("evaluated " + outcomes.text());
        out.accept("asked     " + Evaluations.of(story, selection).text());
        out.accept("held back " + outcomes.heldBack(selection.quiet(story, "hold")));
        out.accept("skipped   " + skipped(story, selection));
        if (story.dates.size() > 1) {
            out.accept("dates     " + Selection.dates(story) + "; any of them with --date");
        }
        out.accept("journal   " + story.file());
    }

    private static String skipped(JournalStory story, Selection selection) {
        Map<String, Long> skips = selection.quiet(story, "skip");
        boolean onlyCounted = !story.skips.isEmpty()
                && story.quiet.stream().noneMatch(it -> it.what().equals("skip"));
        return skips.isEmpty() && onlyCounted && selection.tellsQuietSpells()
                ? "unknown, a backtest only counts them over all its dates"
                : RunFacts.counts(skips);
    }

    /** What it consists of has a line each. */
    private static List<String> lines(JournalStory.Event event) {
        List<String> lines = new ArrayList<>();
        for (String part : event.text().split("; ")) {
            lines.add(
                    lines.isEmpty()
                            ? NewYork.time(event.at()) + "  " + event.what() + ": " + part
                            : SignalText.row("", part));
        }
        return lines;
    }

    private static List<Told> chronicle(JournalStory story, Selection selection) {
        List<Told> all = new ArrayList<>();
        for (JournalStory.Event event : selection.events(story)) {
            all.add(new Told(event.at(), lines(event)));
        }
        for (SignalStory signal : selection.signals(story)) {
            all.add(new Told(signal.at, SignalText.lines(signal)));
        }
        if (selection.isOfOneMinute()) {
            selection.quietMoments(story).forEach(quiet -> all.add(new Told(quiet.at(), QuietSpells.whole(quiet))));
        } else if (selection.tellsQuietSpells()) {
            all.addAll(QuietSpells.of(story, selection));
        }
        all.sort(Comparator.comparing(Told::at));
        return all;
    }
}
