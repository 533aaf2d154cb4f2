package dev.ibkrbot.execution.control;

import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.RecordType;
import java.time.Instant;
import java.util.Locale;

/** Commands as journal records. Stateless. */
public final class CommandJson {
    /** What a person asked for: id, action, target, by, asked_at, reason, outcome. */
    public static final RecordType CONTROL = RecordType.of("control");

    /** What the outcome of a command begins with that changed nothing. */
    public static final String NOT_DONE = "not done";

    private CommandJson() {}

    /** Whether the command of such a record's body was carried out, or begun to be. */
    public static boolean isDone(JsonObject body) {
        return !body.requiredText("outcome").startsWith(NOT_DONE);
    }

    /** The record of a command; {@code outcome} says what comes of it. */
    public static JournalRecord record(Instant at, Command command, String outcome) {
        JsonBody body = JsonBody.object()
                .text("id", command.id())
                .text("action", command.action().word())
                .text("target", command.target())
                .text("by", command.by())
                .text("asked_at", command.askedAt().toString())
                .text("reason", command.reason())
                .text("outcome", outcome);
        return JournalRecord.of(at, CONTROL, body);
    }

    /** The command of such a record's body; {@link IllegalArgumentException} when it is none. */
    public static Command read(JsonObject body) {
        return new Command(
                body.requiredText("id"),
                Command.Action.valueOf(body.requiredText("action").toUpperCase(Locale.ROOT)),
                body.requiredText("target"),
                body.requiredText("by"),
                Instant.parse(body.requiredText("asked_at")),
                body.requiredText("reason"));
    }
}
