package dev.ibkrbot.cli.history;

import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.Records;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Puts into a story what is told of days and of the run itself, not of one signal. Confined to one thread. */
final class DayReader {
    private static final RecordType GAMEPLAN = RecordType.of("gameplan");
    private static final RecordType REGIME = RecordType.of("regime");

    private final JournalStory story;

    DayReader(JournalStory story) {
        this.story = story;
    }

    /** Takes in a record; one of another kind changes nothing. */
    void accept(JournalRecord record) {
        RecordType type = record.type();
        if (type.equals(Records.DAY_START)) {
            story.startEquity = equity(record, record.parsedBody());
            story.latestEquity = story.startEquity;
        } else if (type.equals(Records.DAY_END)) {
            dayEnded(record, record.parsedBody());
        } else if (type.equals(Records.ALERT)) {
            JsonObject body = record.parsedBody();
            story.alerts.add(new JournalStory.Alert(
                    record.time(),
                    body.requiredText("severity"),
                    body.requiredText("code"),
                    body.requiredText("message")));
        } else if (type.equals(Records.LATCH) || type.equals(Records.LATCH_RELEASED)) {
            limit(record, record.parsedBody());
        } else if (type.equals(Records.HALT)) {
            String reason = record.parsedBody().requiredText("reason");
            story.halted = Optional.of(reason);
            event(record, "halt", reason);
        } else if (type.equals(Records.RESUME)) {
            story.halted = Optional.empty();
            event(record, "resume", record.parsedBody().text("reason").orElse(""));
        } else if (type.equals(CommandJson.CONTROL)) {
            commanded(record, CommandJson.read(record.parsedBody()));
        } else if (type.equals(Records.RUN_END)) {
            ended(record.parsedBody());
        } else {
            governed(record);
        }
    }

    /** What keeps entries out, or changes by which rules they are made. */
    private void governed(JournalRecord record) {
        RecordType type = record.type();
        if (type.equals(GAMEPLAN) || type.equals(REGIME)) {
            chosen(record, record.parsedBody());
        } else if (type.equals(Records.PIVOT)) {
            JsonObject body = record.parsedBody();
            event(
                    record,
                    "strategy",
                    "from " + body.requiredText("from") + " to " + body.requiredText("to") + ", change number "
                            + body.requiredNumber("count") + " of the day");
        } else if (type.equals(Records.BREAKER_OPEN)) {
            JsonObject body = record.parsedBody();
            event(
                    record,
                    "breaker",
                    body.text("symbol").orElse("all symbols") + " rest until "
                            + NewYork.time(Instant.parse(body.requiredText("until"))) + ": "
                            + body.requiredText("reason"));
        } else if (type.equals(Records.FREEZE)) {
            JsonObject body = record.parsedBody();
            event(record, "freeze", body.text("symbol").orElse("all symbols") + ": " + body.requiredText("reason"));
        } else if (type.equals(Records.UNFREEZE)) {
            event(record, "unfreeze", record.parsedBody().text("symbol").orElse("all symbols"));
        }
    }

    private void event(JournalRecord record, String what, String text) {
        story.events.add(new JournalStory.Event(record.time(), what, text));
    }

    private void limit(JournalRecord record, JsonObject body) {
        String code = body.requiredText("code");
        if (record.type().equals(Records.LATCH_RELEASED)) {
            story.limits.remove(code);
            event(record, "limit", code + " stands no longer");
            return;
        }
        String until = body.requiredText("until");
        story.limits.put(code, new JournalStory.Limit(until, body.requiredText("detail")));
        event(record, "limit", code + " until " + until + ": " + body.requiredText("detail"));
    }

    /** By a gameplan, or by what the volatility index calls for. */
    private void chosen(JournalRecord record, JsonObject body) {
        String problems = body.text("problems").orElse("");
        event(
                record,
                record.type().name(),
                "strategy " + body.requiredText("strategy") + " on " + body.requiredText("date")
                        + body.text("regime")
                                .filter(it -> !it.isEmpty())
                                .map(it -> ", regime " + it)
                                .orElse("")
                        + body.text("size").map(it -> ", size " + it).orElse("") + ", "
                        + body.requiredText("reason")
                        + (problems.isEmpty() ? "" : "; " + problems));
    }

    private void commanded(JournalRecord record, Command command) {
        switch (command.action()) {
            case PAUSE -> story.paused = Optional.of(command.told());
            case HALT -> story.halted = Optional.of(command.told());
            case RESUME -> {
                story.paused = Optional.empty();
                story.halted = Optional.empty();
            }
            default -> {}
        }
        event(record, command.action().word(), command.told());
    }

    private void dayEnded(JournalRecord record, JsonObject body) {
        Optional<JournalStory.Equity> seen = equity(record, body);
        story.latestEquity = seen.isPresent() ? seen : story.latestEquity;
        LocalDate date = LocalDate.parse(body.requiredText("date"));
        story.dates.add(date);
        story.dayEnds.add(new JournalStory.DayEnd(date, body.number("holds").orElse(0), body.objects("strategies")));
    }

    private static Optional<JournalStory.Equity> equity(JournalRecord record, JsonObject body) {
        String date = body.requiredText("date");
        return body.text("equity")
                .map(amount -> new JournalStory.Equity(record.time(), date, amount, body.requiredText("currency")));
    }

    /** A backtest counts its skips and tells them only here. */
    private void ended(JsonObject body) {
        story.ended = Optional.of(body.requiredText("reason"));
        for (JsonObject skip : body.objects("skips")) {
            story.skips.merge(skip.requiredText("reason"), skip.requiredNumber("count"), Math::max);
        }
    }
}
