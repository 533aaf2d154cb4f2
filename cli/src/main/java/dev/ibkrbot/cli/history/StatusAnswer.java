package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a run did and holds, as a JSON answer. Stateless. */
public final class StatusAnswer {
    private StatusAnswer() {}

    /** Adds the run, its equity, positions, working orders, trades, denials and alerts. */
    public static void addTo(ObjectNode root, JournalStory story) {
        RunFacts.addTo(root, story);
        root.put("tradingDate", story.startEquity.map(JournalStory.Equity::date).orElse(null))
                .put(
                        "startOfDayEquity",
                        story.startEquity.map(JournalStory.Equity::amount).orElse(null))
                .put(
                        "equity",
                        story.latestEquity.map(JournalStory.Equity::amount).orElse(null))
                .put(
                        "equityTime",
                        story.latestEquity.map(it -> it.at().toString()).orElse(null))
                .put(
                        "currency",
                        story.latestEquity.map(JournalStory.Equity::currency).orElse(null))
                .put("halted", story.halted.isPresent())
                .put("haltReason", story.halted.orElse(null))
                .put("paused", story.paused.isPresent())
                .put("pauseReason", story.paused.orElse(null))
                .put("ended", story.ended.isPresent())
                .put("endReason", story.ended.orElse(null));
        PositionList.addTo(root.putArray("positions"), story, Optional.empty());
        obligations(root.putArray("obligations"), story);
        limits(root.putArray("limits"), story);
        OrderList.addTo(root.putArray("workingOrders"), story, Selection.EVERYTHING, true);
        TradeList.addAll(root.putArray("trades"), story);
        root.put("signals", story.signals.size()).put("entries", story.trades).put("dryRunOrders", story.dryRunOrders);
        Evaluations.of(story, Selection.EVERYTHING).addTo(root.putObject("strategiesAsked"));
        RunFacts.putCounts(root.putObject("denials"), story.denials);
        RunFacts.putCounts(root.putObject("holds"), story.holds);
        RunFacts.putCounts(root.putObject("skips"), story.skips);
        ArrayNode alerts = root.putArray("alerts");
        story.alerts.forEach(alert -> alerts.addObject()
                .put("time", alert.at().toString())
                .put("severity", alert.severity())
                .put("code", alert.code())
                .put("message", alert.message()));
    }

    private static void limits(ArrayNode limits, JournalStory story) {
        story.limits.forEach((code, limit) ->
                limits.addObject().put("code", code).put("until", limit.until()).put("detail", limit.detail()));
    }

    private static void obligations(ArrayNode obligations, JournalStory story) {
        story.obligations()
                .items()
                .forEach(item -> obligations
                        .addObject()
                        .put("date", item.date().toString())
                        .put("underlying", item.underlying().value())
                        .put("cash", item.cash().amount())
                        .put("shares", item.shares().toString())
                        .put("cashOwed", item.cashOwed().amount())
                        .put("sharesOwed", item.sharesOwed().toString()));
    }
}
