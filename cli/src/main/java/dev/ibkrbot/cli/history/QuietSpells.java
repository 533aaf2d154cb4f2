package dev.ibkrbot.cli.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluations of a symbol that came to nothing for one and the same reason, one after the other, in one line. Confined to
 * one thread.
 */
final class QuietSpells {
    private final List<ExplainText.Told> told = new ArrayList<>();
    private final Map<String, Spell> open = new HashMap<>();

    private QuietSpells() {}

    /** A spell that may go on. */
    private static final class Spell {
        private final JournalStory.Quiet first;
        private JournalStory.Quiet last;
        private int times = 1;

        Spell(JournalStory.Quiet first) {
            this.first = first;
            this.last = first;
        }

        boolean goesOn(JournalStory.Quiet next) {
            return first.what().equals(next.what())
                    && first.reason().equals(next.reason())
                    && first.strategy().equals(next.strategy())
                    && NewYork.date(first.at()).equals(NewYork.date(next.at()));
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(line(first) + (times > 1 ? ", " + times + " times until " + NewYork.time(last.at()) : ""));
            GateStory.failed(first.gates()).stream()
                    .filter(it -> !it.startsWith("signal:"))
                    .forEach(it -> lines.add(SignalText.row("FAILED", it)));
            return lines;
        }
    }

    /** Those of a selection; a signal in between ends one. */
    static List<ExplainText.Told> of(JournalStory story, Selection selection) {
        QuietSpells spells = new QuietSpells();
        List<SignalStory> signals = selection.signals(story);
        int next = 0;
        for (JournalStory.Quiet quiet : selection.quietMoments(story)) {
            while (next < signals.size() && !signals.get(next).at.isAfter(quiet.at())) {
                spells.end(signals.get(next).symbol);
                next++;
            }
            spells.add(quiet);
        }
        List.copyOf(spells.open.keySet()).forEach(spells::end);
        return spells.told;
    }

    private void add(JournalStory.Quiet quiet) {
        Spell spell = open.get(quiet.symbol());
        if (spell != null && spell.goesOn(quiet)) {
            spell.last = quiet;
            spell.times++;
        } else {
            end(quiet.symbol());
            open.put(quiet.symbol(), new Spell(quiet));
        }
    }

    private void end(String symbol) {
        Spell spell = open.remove(symbol);
        if (spell != null) {
            told.add(new ExplainText.Told(spell.first.at(), spell.lines()));
        }
    }

    /** One evaluation with every gate. */
    static List<String> whole(JournalStory.Quiet quiet) {
        List<String> lines = new ArrayList<>();
        lines.add(line(quiet));
        SignalText.gates(quiet.gates(), lines);
        return lines;
    }

    private static String line(JournalStory.Quiet quiet) {
        return NewYork.time(quiet.at()) + "  " + quiet.symbol() + " "
                + (quiet.strategy().isEmpty() ? "" : quiet.strategy() + " ") + quiet.what() + ": " + quiet.reason()
                + (quiet.detail().isEmpty() || quiet.detail().equals(quiet.reason()) ? "" : ", " + quiet.detail());
    }
}
