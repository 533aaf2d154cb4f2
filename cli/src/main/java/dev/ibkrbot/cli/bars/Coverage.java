package dev.ibkrbot.cli.bars;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.cli.output.TextTable;
import dev.ibkrbot.stub.history.HistoryCheck;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What recorded data covers and what is wrong with it, for a person and for a script. Immutable. */
public final class Coverage {
    private final List<HistoryCheck.Finding> findings;
    private final MarketCalendar calendar;

    private Coverage(List<HistoryCheck.Finding> findings, MarketCalendar calendar) {
        this.findings = findings;
        this.calendar = calendar;
    }

    /** Reads everything under the path. A path with nothing to read is a failure. */
    public static Coverage of(Path path, MarketCalendar calendar) {
        return new Coverage(HistoryCheck.check(path, calendar), calendar);
    }

    /** One line for each fault that keeps data from being used; file and line where there is one. */
    public List<String> problems() {
        return findings.stream().flatMap(it -> it.problems().stream()).toList();
    }

    /** What was left out or is missing, one line each. */
    public List<String> warnings() {
        return findings.stream()
                .flatMap(it -> it.warnings().stream())
                .distinct()
                .toList();
    }

    /** A row for each symbol, or for each file that cannot be read. */
    public TextTable table() {
        TextTable table =
                new TextTable("symbol", "bars", "first", "last", "sessions", "missing", "missing minutes", "verdict");
        for (HistoryCheck.Finding it : findings) {
            table.row(
                    it.name(),
                    it.bars(),
                    date(it.first()),
                    date(it.last()),
                    it.sessions(),
                    it.missing().size(),
                    it.missingMinutes(),
                    it.problems().isEmpty() ? "ok" : "PROBLEM");
        }
        return table;
    }

    /** A row for each symbol: what there is, from when to when, what is missing and how large it is. */
    public TextTable list() {
        TextTable table = new TextTable("symbol", "kinds", "first", "last", "sessions", "missing", "minutes", "bytes");
        for (HistoryCheck.Finding it : findings) {
            table.row(
                    it.name(),
                    String.join(" ", it.kinds()),
                    date(it.first()),
                    date(it.last()),
                    it.sessions(),
                    it.missing().size(),
                    it.bars(),
                    it.bytes());
        }
        return table;
    }

    /** Adds {@code symbols}, {@code problems} and {@code warnings}. */
    public void addTo(ObjectNode root) {
        ArrayNode symbols = root.putArray("symbols");
        for (HistoryCheck.Finding it : findings) {
            ObjectNode symbol = symbols.addObject()
                    .put("name", it.name())
                    .put("bars", it.bars())
                    .put("first", it.first().map(Object::toString).orElse(null))
                    .put("last", it.last().map(Object::toString).orElse(null))
                    .put("sessions", it.sessions())
                    .put("missingSessions", it.missing().size())
                    .put("missingMinutes", it.missingMinutes())
                    .put("bytes", it.bytes())
                    .put(
                            "problem",
                            it.problems().isEmpty() ? null : it.problems().get(0));
            ArrayNode kinds = symbol.putArray("kinds");
            it.kinds().forEach(kinds::add);
            ArrayNode missing = symbol.putArray("missing");
            it.missing().forEach(date -> missing.add(date.toString()));
        }
        ArrayNode problems = root.putArray("problems");
        problems().forEach(problems::add);
        ArrayNode warnings = root.putArray("warnings");
        warnings().forEach(warnings::add);
    }

    private String date(Optional<Instant> moment) {
        return moment.map(it -> calendar.tradingDate(it).toString()).orElse("-");
    }
}
