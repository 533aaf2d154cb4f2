package dev.ibkrbot.cli.history;

import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.order.OrderState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Why a run did what it did, as lines for a person with New York times. Stateless. */
public final class ExplainText {
    private static final String INDENT = "          ";
    private static final int WIDTH = 118;

    private ExplainText() {}

    /** Tells the run, the selected signals with all that came of them, and holds and skips by reason. */
    public static void tell(JournalStory story, Selection selection, Consumer<String> out) {
        out.accept(RunFacts.line(story));
        LocalDate date = LocalDate.MIN;
        List<SignalStory> signals = selection.signals(story);
        for (SignalStory signal : signals) {
            LocalDate day = NewYork.date(signal.at);
            if (!day.equals(date)) {
                date = day;
                out.accept("");
                out.accept(day.toString());
            }
            lines(signal).forEach(out);
        }
        if (selection.isOfOneMinute()) {
            selection.quietMoments(story).forEach(quiet -> lines(quiet).forEach(out));
        }
        out.accept("");
        out.accept("signals   " + signals.size());
        out.accept("asked     " + Evaluations.of(story, selection).text());
        out.accept("held back " + RunFacts.counts(selection.quiet(story, "hold")));
        out.accept("skipped   " + RunFacts.counts(selection.quiet(story, "skip")));
        out.accept("journal   " + story.file());
    }

    private static List<String> lines(JournalStory.Quiet quiet) {
        List<String> lines = new ArrayList<>();
        lines.add(NewYork.time(quiet.at()) + "  " + quiet.symbol() + " "
                + (quiet.strategy().isEmpty() ? "" : quiet.strategy() + " ") + quiet.what() + ": " + quiet.reason());
        Evaluations.gates(quiet.gates()).forEach(it -> lines.add(row("gate", it)));
        return lines;
    }

    private static List<String> lines(SignalStory signal) {
        JsonObject body = signal.body();
        List<String> lines = new ArrayList<>();
        lines.add(NewYork.time(signal.at) + "  " + signal.symbol + " " + body.requiredText("strategy") + " "
                + body.requiredText("action") + ", confidence " + body.requiredText("confidence") + " ("
                + body.requiredText("reason") + "): " + signal.outcome
                + (signal.trade() > 0 ? ", trade " + signal.trade() : "")
                + (signal.repeated() > 0 ? ", trade " + signal.repeated() + " again at a fresh quote" : ""));
        body.text("detail").ifPresent(it -> lines.add(row("because", it)));
        Evaluations.gates(body.objects("gates")).forEach(it -> lines.add(row("gate", it)));
        funnel(body, lines);
        risk(signal, lines);
        signal.orders().forEach(order -> lines.add(row("order", line(order))));
        signal.fills().forEach(fill -> lines.add(row("fill", line(fill))));
        signal.exits().forEach(exit -> lines.add(row("exit", line(exit))));
        signal.abandoned().ifPresent(it -> lines.add(row("no trade", "nothing was filled: " + it)));
        return lines;
    }

    /** The chosen contract first, then the others in the order they were looked at. */
    private static void funnel(JsonObject body, List<String> lines) {
        List<JsonObject> candidates = body.objects("funnel");
        body.text("instrument")
                .ifPresent(it -> lines.add(row(
                        "chosen",
                        it + body.text("limit").map(limit -> ", limit " + limit).orElse(""))));
        Map<String, List<JsonObject>> byRule = new LinkedHashMap<>();
        candidates.stream()
                .filter(it -> it.text("rule").isPresent())
                .forEach(it -> byRule.computeIfAbsent(
                                it.requiredText("rule") + ", limit "
                                        + it.text("limit").orElse("unknown"),
                                rule -> new ArrayList<>())
                        .add(it));
        byRule.forEach((rule, rejected) -> wrapped("rejected", rule + ":", rejected, lines));
    }

    /** Every contract with what was measured; what its name shares with the one before it is not repeated. */
    private static void wrapped(String name, String begin, List<JsonObject> rejected, List<String> lines) {
        StringBuilder line = new StringBuilder(row(name, begin));
        String before = "";
        String separator = "";
        for (JsonObject candidate : rejected) {
            String contract = candidate.requiredText("contract");
            String series = contract.substring(0, contract.lastIndexOf(' ') + 1);
            String part = " " + (series.equals(before) ? contract.substring(series.length()) : contract) + " ("
                    + candidate.text("actual").orElse("unknown") + ")";
            before = series;
            line.append(separator);
            if (line.length() + part.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT + INDENT.substring(1));
            }
            line.append(part);
            separator = ",";
        }
        lines.add(line.toString());
    }

    private static void risk(SignalStory signal, List<String> lines) {
        signal.approvedQuantity().ifPresent(it -> lines.add(row("risk", "approved, quantity " + it)));
        for (JsonObject denial : signal.denials()) {
            lines.add(row(
                    "risk",
                    "denied by " + denial.requiredText("code") + ": " + denial.requiredText("actual") + ", limit "
                            + denial.requiredText("limit")));
        }
    }

    private static String line(OrderStory order) {
        boolean told = order.state() == OrderState.FILLED || order.reason().isEmpty();
        return RunFacts.lower(order.role).replace('-', ' ') + " " + order.side + " " + order.quantity + " "
                + order.terms() + " " + order.timeInForce + " (" + order.ref + "): "
                + RunFacts.lower(order.state().name()) + (told ? "" : ", " + order.reason());
    }

    private static String line(FillStory fill) {
        return NewYork.time(fill.at) + " " + RunFacts.lower(fill.role).replace('-', ' ') + " " + fill.side + " "
                + fill.quantity + " at " + fill.price
                + fill.commission().map(it -> ", fee " + it).orElse(", fee unknown");
    }

    private static String line(ExitStory exit) {
        return NewYork.time(exit.exitTime()) + " " + exit.reason() + ", " + exit.quantity() + " " + exit.instrument()
                + " " + exit.entryPrice() + " -> " + exit.exitPrice() + ", profit "
                + exit.profit().amount() + ", fees " + exit.fees().amount() + ", net " + exit.net();
    }

    private static String row(String name, String text) {
        return INDENT + name + " ".repeat(INDENT.length() - name.length()) + text;
    }
}
