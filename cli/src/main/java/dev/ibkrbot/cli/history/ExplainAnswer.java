package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Why a run did what it did, as a JSON answer. Stateless. */
public final class ExplainAnswer {
    private ExplainAnswer() {}

    /** Adds the run, the selected signals with all that came of them, and holds and skips by reason. */
    public static void addTo(ObjectNode root, JournalStory story, Selection selection) {
        RunFacts.addTo(root, story);
        ArrayNode signals = root.putArray("signals");
        selection.signals(story).forEach(signal -> SignalAnswer.addTo(signals.addObject(), signal));
        RunFacts.putCounts(root.putObject("holds"), selection.quiet(story, "hold"));
        RunFacts.putCounts(root.putObject("skips"), selection.quiet(story, "skip"));
    }
}
