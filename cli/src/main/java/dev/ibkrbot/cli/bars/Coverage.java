package dev.ibkrbot.cli.bars;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.cli.output.TextTable;
import dev.ibkrbot.stub.history.HistoryCheck;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
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
        return findings.stream().flatMap(it -> it.problem().stream()).toList();
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
                    missingSessions(it),
                    it.missingMinutes(),
                    it.problem().isPresent() ? "PROBLEM" : "ok");
        }
        return table;
    }

    /** Adds {@code symbols}, {@code problems} and {@code warnings}. */
    public void addTo(ObjectNode root) {
        ArrayNode symbols = root.putArray("symbols");
        for (HistoryCheck.Finding it : findings) {
            symbols.addObject()
                    .put("name", it.name())
                    .put("bars", it.bars())
                    .put("first", it.first().map(Object::toString).orElse(null))
                    .put("last", it.last().map(Object::toString).orElse(null))
                    .put("sessions", it.sessions())
                    .put("missingSessions", missingSessions(it))
                    .put("missingMinutes", it.missingMinutes())
                    .put("problem", it.problem().orElse(null));
        }
        ArrayNode problems = root.putArray("problems");
        problems().forEach(problems::add);
        ArrayNode warnings = root.putArray("warnings");
        warnings().forEach(warnings::add);
    }

    /** Sessions between the first and the last bar that have none. */
    private int missingSessions(HistoryCheck.Finding finding) {
        if (finding.first().isEmpty() || finding.last().isEmpty()) {
            return 0;
        }
        int sessions = 0;
        LocalDate last = calendar.tradingDate(finding.last().get());
        for (LocalDate date = calendar.tradingDate(finding.first().get());
                !date.isAfter(last);
                date = date.plusDays(1)) {
            sessions += calendar.isTradingDay(date) ? 1 : 0;
        }
        return sessions - finding.sessions();
    }

    private String date(Optional<Instant> moment) {
        return moment.map(it -> calendar.tradingDate(it).toString()).orElse("-");
    }
}
