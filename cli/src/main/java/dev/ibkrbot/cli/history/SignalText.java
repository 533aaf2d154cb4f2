package dev.ibkrbot.cli.history;

import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.order.OrderState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One signal and all that came of it, as lines for a person. Stateless. */
final class SignalText {
    private static final String INDENT = "          ";
    private static final int WIDTH = 118;
    private static final int FEW = 8;

    private SignalText() {}

    static List<String> lines(SignalStory signal) {
        JsonObject body = signal.body();
        List<String> lines = new ArrayList<>();
        lines.add(NewYork.time(signal.at) + "  " + signal.symbol + " " + body.requiredText("strategy") + " "
                + body.requiredText("action") + ", confidence " + body.requiredText("confidence") + " ("
                + body.requiredText("reason") + "): " + signal.outcome()
                + (signal.trade() > 0 ? ", trade " + signal.trade() : "")
                + (signal.repeated() > 0 ? ", trade " + signal.repeated() + " again at a fresh quote" : ""));
        body.text("detail").filter(it -> !it.isEmpty()).ifPresent(it -> lines.add(row("because", it)));
        gates(signal, body.objects("gates"), lines);
        funnel(body, lines);
        risk(signal, lines);
        signal.orders().forEach(order -> lines.add(row("order", line(order))));
        signal.fills().forEach(fill -> lines.add(row("fill", line(fill))));
        signal.exits().forEach(exit -> lines.add(row("exit", line(exit))));
        String end = signal.isAdopted() ? "no longer held: " : "nothing was filled: ";
        signal.abandoned().ifPresent(it -> lines.add(row("no trade", end + it)));
        return lines;
    }

    /** What risk denied is told by its denials. */
    private static void gates(SignalStory signal, List<JsonObject> gates, List<String> lines) {
        Set<String> denied = new HashSet<>();
        signal.denials().forEach(denial -> denied.add(denial.requiredText("code")));
        List<JsonObject> others = gates.stream()
                .filter(gate -> gate.text("code").filter(denied::contains).isEmpty())
                .toList();
        gates(others, lines);
    }

    /** Those that failed, one a line, then those that passed, and the names of those that were not asked. */
    static void gates(List<JsonObject> gates, List<String> lines) {
        GateStory.failed(gates).forEach(it -> lines.add(row("FAILED", it)));
        wrapped("passed", "", GateStory.passed(gates), lines);
        wrapped("not asked", "", GateStory.notAsked(gates), lines);
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
        byRule.forEach((rule, rejected) -> wrapped("rejected", rule + ":", contracts(rejected), lines));
    }

    /**
     * Every contract, with what was measured where they are few; what its name shares with the one before it is not
     * repeated.
     */
    private static List<String> contracts(List<JsonObject> rejected) {
        List<String> texts = new ArrayList<>();
        String before = "";
        for (JsonObject candidate : rejected) {
            String contract = candidate.requiredText("contract");
            String series = contract.substring(0, contract.lastIndexOf(' ') + 1);
            texts.add((series.equals(before) ? contract.substring(series.length()) : contract)
                    + (rejected.size() > FEW
                            ? ""
                            : " (" + candidate.text("actual").orElse("unknown") + ")"));
            before = series;
        }
        return texts;
    }

    /** Nothing where there are no parts. */
    private static void wrapped(String name, String begin, List<String> parts, List<String> lines) {
        StringBuilder line = new StringBuilder(row(name, begin));
        boolean fresh = begin.isEmpty();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i) + (i + 1 < parts.size() ? "," : "");
            if (!fresh && line.length() + 1 + part.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT + INDENT);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(part);
            fresh = false;
        }
        if (!parts.isEmpty()) {
            lines.add(line.toString());
        }
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

    static String row(String name, String text) {
        return INDENT + name + " ".repeat(INDENT.length() - name.length()) + text;
    }
}
