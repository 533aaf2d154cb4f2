package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Why a run did what it did, as a JSON answer. Stateless. */
public final class ExplainAnswer {
    private ExplainAnswer() {}

    /** Adds the run, every evaluation with its gates and all that came of it, and what they came to. */
    public static void addTo(ObjectNode root, JournalStory story, Selection selection) {
        RunFacts.addTo(root, story);
        ArrayNode dates = root.putArray("dates");
        story.dates.forEach(date -> dates.add(date.toString()));
        ArrayNode signals = root.putArray("signals");
        selection.signals(story).forEach(signal -> SignalAnswer.addTo(signals.addObject(), signal));
        Outcomes.of(story, selection).addTo(root.putObject("outcomes"));
        Evaluations.of(story, selection).addTo(root.putObject("strategiesAsked"));
        RunFacts.putCounts(root.putObject("holds"), selection.quiet(story, "hold"));
        RunFacts.putCounts(root.putObject("skips"), selection.quiet(story, "skip"));
        ArrayNode events = root.putArray("events");
        selection
                .events(story)
                .forEach(event -> events.addObject()
                        .put("time", event.at().toString())
                        .put("what", event.what())
                        .put("text", event.text()));
        ArrayNode evaluations = root.putArray("evaluations");
        if (selection.tellsQuietSpells()) {
            selection.quietMoments(story).forEach(quiet -> addTo(evaluations.addObject(), quiet));
        }
    }

    private static void addTo(ObjectNode node, JournalStory.Quiet quiet) {
        node.put("time", quiet.at().toString())
                .put("symbol", quiet.symbol())
                .put("strategy", quiet.strategy().isEmpty() ? null : quiet.strategy())
                .put("outcome", quiet.what())
                .put("reason", quiet.reason())
                .put("detail", quiet.detail().isEmpty() ? null : quiet.detail());
        GateStory.addTo(node.putArray("gates"), quiet.gates());
    }
}
