package dev.ibkrbot.execution.alert;

import dev.ibkrbot.execution.alert.Alert.Kind;
import dev.ibkrbot.execution.alert.Alert.Level;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JsonFormatException;
import dev.ibkrbot.execution.journal.JsonObject;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Which journal records people are told of, and in what words. Stateless. */
final class AlertRules {
    /** As brokers write them into their messages. */
    private static final Pattern ACCOUNT = Pattern.compile("\\b(?:D[UFI]|[UFI])[0-9]{2,9}([0-9]{3})\\b");

    private AlertRules() {}

    /**
     * What this entry has to say to people; absent for the many that say nothing.
     *
     * @param tally of the day so far, for its summary
     */
    static Optional<Alert> alert(JournalEntry entry, DayTally tally) {
        String type = entry.record().type().name();
        return switch (type) {
            case "alert",
                    "freeze",
                    "unfreeze",
                    "circuit_breaker_open",
                    "halt",
                    "resume",
                    "control",
                    "gameplan",
                    "regime",
                    "intent",
                    "exit",
                    "settlement",
                    "correction",
                    "day_end",
                    "latch_released",
                    "reconciled",
                    "run_start",
                    "run_end" -> told(entry, type, tally);
            default -> Optional.empty();
        };
    }

    private static Optional<Alert> told(JournalEntry entry, String type, DayTally tally) {
        try {
            return wording(entry, type, entry.record().parsedBody(), tally);
        } catch (JsonFormatException e) {
            // A record of another version: people learn that it is there, and the journal has the rest.
            return Optional.of(note(entry, Level.WARNING, "journal record " + entry.sequence() + ": " + type, ""));
        }
    }

    private static Optional<Alert> wording(JournalEntry entry, String type, JsonObject body, DayTally tally) {
        String symbol = body.text("symbol").orElse("all symbols");
        String reason = body.text("reason").orElse("");
        return switch (type) {
            case "alert" -> alert(entry, body);
            case "freeze" ->
                Optional.of(incident(entry, "freeze/" + symbol, Level.CRITICAL, "no entries in " + symbol, reason));
            case "unfreeze" ->
                Optional.of(recovery(entry, "freeze/" + symbol, "entries in " + symbol + " are allowed again"));
            case "latch_released" ->
                Optional.of(recovery(
                        entry,
                        body.requiredText("code"),
                        body.requiredText("code").replace('_', ' ') + " is over"));
            case "reconciled" -> Optional.of(recovery(entry, "disconnected", "the broker is back"));
            case "circuit_breaker_open" ->
                Optional.of(incident(
                        entry,
                        "breaker/" + symbol,
                        Level.WARNING,
                        "breaker open for " + symbol,
                        reason
                                + body.text("until")
                                        .map(until -> ", until " + until)
                                        .orElse("")));
            case "halt" -> Optional.of(incident(entry, "halt", Level.CRITICAL, "trading is halted", reason));
            case "gameplan" -> gameplan(entry, body);
            case "regime" ->
                Optional.of(note(
                        entry,
                        Level.INFO,
                        "strategy " + body.requiredText("strategy") + " on " + body.requiredText("date"),
                        (reason + "\n" + String.join(", ", body.texts("symbols"))).strip()));
            case "control" -> Optional.of(control(entry, body));
            case "resume" -> Optional.of(recovery(entry, "halt", "trading is resumed"));
            case "intent" -> body.object("origin").map(origin -> note(entry, Level.INFO, entry(origin), ""));
            case "exit" -> Optional.of(note(entry, Level.INFO, exit(body), costs(body)));
            case "settlement" -> Optional.of(note(entry, Level.WARNING, "option settled", plain(body)));
            case "correction" -> Optional.of(note(entry, Level.CRITICAL, "an execution was corrected", plain(body)));
            case "day_end" ->
                Optional.of(note(
                        entry,
                        Level.INFO,
                        "end of " + body.requiredText("date"),
                        (plain(body) + "\n" + tally.text(body.objects("strategies"))).strip()));
            case "run_start" ->
                Optional.of(note(
                        entry,
                        Level.INFO,
                        "bot started, mode " + body.text("mode").orElse("unknown"),
                        String.join(", ", body.texts("symbols"))));
            case "run_end" -> Optional.of(note(entry, Level.INFO, "bot ended", reason));
            default -> Optional.empty();
        };
    }

    /** A halt and a breaker have records of their own, which say more. */
    private static Optional<Alert> alert(JournalEntry entry, JsonObject body) {
        String code = body.requiredText("code");
        return code.equals("halted") || code.equals("breaker_open")
                ? Optional.empty()
                : Optional.of(incident(
                        entry,
                        code,
                        level(body.requiredText("severity")),
                        code.replace('_', ' '),
                        body.requiredText("message")));
    }

    /** One that is refused has an alert of its own. */
    private static Optional<Alert> gameplan(JournalEntry entry, JsonObject body) {
        String plan = "gameplan of " + body.requiredText("date") + ": strategy " + body.requiredText("strategy");
        return body.requiredText("reason").equals("accepted")
                ? Optional.of(note(
                        entry,
                        Level.INFO,
                        plan,
                        String.join(", ", body.texts("symbols")) + ", by " + body.requiredText("operator")))
                : Optional.empty();
    }

    /** What a person asks for is always told: others should know. */
    private static Alert control(JournalEntry entry, JsonObject body) {
        String action = body.requiredText("action");
        Level level = switch (action) {
            case "halt", "flatten" -> Level.CRITICAL;
            default -> Level.WARNING;
        };
        String target = body.requiredText("target");
        return note(
                entry,
                level,
                body.requiredText("by") + " asked for " + action + (target.isEmpty() ? "" : " " + target),
                (reason(body) + "\n" + body.requiredText("outcome")).strip());
    }

    private static String reason(JsonObject body) {
        return body.text("reason").orElse("");
    }

    private static Level level(String severity) {
        return switch (severity) {
            case "INFO" -> Level.INFO;
            case "WARNING" -> Level.WARNING;
            case "ERROR" -> Level.ERROR;
            default -> Level.CRITICAL;
        };
    }

    private static String entry(JsonObject origin) {
        return "entering " + origin.requiredText("symbol") + ": " + origin.requiredText("side") + " "
                + origin.requiredText("quantity") + " at " + origin.requiredText("limit");
    }

    private static String exit(JsonObject body) {
        return "closed " + body.requiredText("quantity") + " " + body.requiredText("instrument") + ": "
                + body.requiredText("profit") + " " + body.requiredText("currency") + " ("
                + body.requiredText("reason") + ")";
    }

    private static String costs(JsonObject body) {
        return body.requiredText("entry_price") + " to " + body.requiredText("exit_price") + ", fees "
                + body.requiredText("fees");
    }

    /** Single values of a body, one a line. */
    private static String plain(JsonObject body) {
        StringJoiner lines = new StringJoiner("\n");
        for (String name : body.names()) {
            if (!name.equals("account")) {
                body.plainValue(name).ifPresent(value -> lines.add(name.replace('_', ' ') + ": " + value));
            }
        }
        return lines.toString();
    }

    private static Alert note(JournalEntry entry, Level level, String title, String text) {
        return message(entry, Kind.NOTE, "note", level, title, text);
    }

    private static Alert incident(JournalEntry entry, String key, Level level, String title, String text) {
        return message(entry, Kind.INCIDENT, key, level, title, text);
    }

    private static Alert recovery(JournalEntry entry, String key, String title) {
        return message(entry, Kind.RECOVERY, key, Level.INFO, title, "");
    }

    private static Alert message(JournalEntry entry, Kind kind, String key, Level level, String title, String text) {
        String line = title.replaceAll("\\s+", " ").strip();
        String name = line.isEmpty() ? entry.record().type().name() : line;
        return new Alert(
                entry.sequence(),
                kind,
                key,
                level,
                masked(name),
                masked(text),
                entry.record().time());
    }

    private static String masked(String text) {
        return ACCOUNT.matcher(text).replaceAll("***$1");
    }
}
