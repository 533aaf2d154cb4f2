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
        Evaluations.of(story, selection).addTo(root.putObject("strategiesAsked"));
        RunFacts.putCounts(root.putObject("holds"), selection.quiet(story, "hold"));
        RunFacts.putCounts(root.putObject("skips"), selection.quiet(story, "skip"));
        if (selection.isOfOneMinute()) {
            ArrayNode evaluations = root.putArray("evaluations");
            selection.quietMoments(story).forEach(quiet -> {
                ObjectNode node = evaluations.addObject();
                node.put("time", quiet.at().toString())
                        .put("symbol", quiet.symbol())
                        .put("strategy", quiet.strategy().isEmpty() ? null : quiet.strategy())
                        .put("outcome", quiet.what())
                        .put("reason", quiet.reason());
                SignalAnswer.addGates(node.putArray("gates"), quiet.gates());
            });
        }
    }
}
