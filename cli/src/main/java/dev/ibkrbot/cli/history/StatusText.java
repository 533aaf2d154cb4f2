package dev.ibkrbot.cli.history;

import dev.ibkrbot.cli.output.TextTable;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a run did and holds, as lines for a person with New York times. Stateless. */
public final class StatusText {
    private static final int MOST_TRADES = 30;
    private static final int MOST_ALERTS = 10;

    private StatusText() {}

    /**
     * Tells the run, its equity, positions, working orders, latest trades, denials and alerts.
     *
     * @param running whether a process holds the run's folder, where that is known
     */
    public static void tell(JournalStory story, Optional<Boolean> running, Consumer<String> out) {
        Outcomes outcomes = Outcomes.of(story, Selection.EVERYTHING);
        TextTable facts = new TextTable("status", "")
                .row("run", RunFacts.line(story))
                .row("date", story.startEquity.map(JournalStory.Equity::date).orElse("unknown"))
                .row("equity", equity(story))
                .row("state", state(story, running))
                .row("limits", limits(story))
                .row(
                        "signals",
                        story.signals.size() + ", of which " + story.trades + " sent orders"
                                + (outcomes.again() > 0 ? ", " + outcomes.again() + " again at a fresh quote" : "")
                                + (story.dryRunOrders > 0 ? " in a dry run: nothing reached a broker" : ""))
                .row("asked", Evaluations.of(story, Selection.EVERYTHING).text())
                .row("denials", RunFacts.counts(story.denials))
                .row("held back", outcomes.heldBack(story.holds))
                .row("skipped", RunFacts.counts(story.skips))
                .row("last", story.lastRecord.map(NewYork::full).orElse("nothing") + ", record " + story.records())
                .row("journal", story.file())
                .row("hash", story.hash());
        facts.lines().forEach(out);
        out.accept("");
        PositionList.tell(story, Optional.empty(), out);
        obligations(story, out);
        out.accept("");
        OrderList.tell(story, Selection.EVERYTHING, true, out);
        out.accept("");
        TradeList.tellLatest(story, MOST_TRADES, out);
        alerts(story, out);
    }

    private static String limits(JournalStory story) {
        return story.limits.isEmpty()
                ? "none reached"
                : "NO ENTRIES: "
                        + story.limits.entrySet().stream()
                                .map(it ->
                                        it.getKey() + " until " + it.getValue().until())
                                .collect(Collectors.joining(", "));
    }

    private static String equity(JournalStory story) {
        return story.startEquity
                        .map(it -> it.amount() + " " + it.currency() + " at the start of the day")
                        .orElse("unknown")
                + story.latestEquity
                        .filter(it -> story.startEquity.filter(it::equals).isEmpty())
                        .map(it -> ", " + it.amount() + " " + it.currency() + " at " + NewYork.time(it.at()))
                        .orElse("");
    }

    private static String state(JournalStory story, Optional<Boolean> running) {
        String process = running.map(it -> it ? "running" : "not running")
                .orElse("no end is recorded: it is still running, or was cut off");
        String end = story.ended
                .map(it -> "ended: " + it)
                .orElse(running.filter(it -> !it)
                        .map(it -> "cut off: no end is recorded")
                        .orElse(process));
        return story.halted
                .map(it -> "HALTED: " + it + "; " + process)
                .or(() -> story.paused.map(it -> "PAUSED: " + it + "; " + process))
                .orElse(end);
    }

    /** Only where something is written: most runs only buy. */
    private static void obligations(JournalStory story, Consumer<String> out) {
        TextTable table = new TextTable("if all is assigned", "on", "cash", "shares", "owed in cash", "owed in shares");
        story.obligations()
                .items()
                .forEach(item -> table.row(
                        item.date(),
                        item.underlying(),
                        item.cash(),
                        item.shares(),
                        item.cashOwed(),
                        item.sharesOwed()));
        if (!table.isEmpty()) {
            tell(table, "", out);
        }
    }

    private static void alerts(JournalStory story, Consumer<String> out) {
        TextTable table = new TextTable("alert", "severity", "code", "message");
        int first = Math.max(0, story.alerts.size() - MOST_ALERTS);
        story.alerts
                .subList(first, story.alerts.size())
                .forEach(alert -> table.row(NewYork.full(alert.at()), alert.severity(), alert.code(), alert.message()));
        tell(table, "no alert", out);
        if (first > 0) {
            out.accept(first + " earlier alerts are left out here; --json has all of them");
        }
    }

    private static void tell(TextTable table, String otherwise, Consumer<String> out) {
        out.accept("");
        if (table.isEmpty()) {
            out.accept(otherwise);
        } else {
            table.lines().forEach(out);
        }
    }
}
