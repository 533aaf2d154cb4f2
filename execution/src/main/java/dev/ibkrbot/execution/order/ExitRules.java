package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What stands for the exits of every position today: beside each trade's own plan, which it tightens and never loosens.
 * Immutable.
 *
 * @param closeAtDte calendar days to the expiration at which an option is closed; 0 or more
 * @param enteredToday whether that holds for what was entered today, too; else only for what was carried here
 * @param emergencyLoss part of the entry price at whose loss a position is closed; positive
 * @param reason one short code of where they come from; empty for none
 */
public record ExitRules(OptionalInt closeAtDte, boolean enteredToday, Optional<Percent> emergencyLoss, String reason) {
    /** Leaves every trade to its own plan. */
    public static final ExitRules NONE = new ExitRules(OptionalInt.empty(), false, Optional.empty(), "");

    public ExitRules {
        if (closeAtDte.isPresent() && closeAtDte.getAsInt() < 0) {
            throw new IllegalArgumentException("days to the expiration are negative: " + closeAtDte.getAsInt());
        }
        if (emergencyLoss.isPresent() && !emergencyLoss.get().isPositive()) {
            throw new IllegalArgumentException("emergency loss is not positive: " + emergencyLoss.get());
        }
    }

    /** That they came into force. */
    public JournalRecord record(Instant at) {
        JsonBody body = JsonBody.object().text("reason", reason);
        closeAtDte.ifPresent(days -> body.number("close_at_dte", days).flag("entered_today", enteredToday));
        emergencyLoss.ifPresent(loss -> body.text("emergency_loss", loss.fraction()));
        return JournalRecord.of(at, Records.EXIT_RULES, body);
    }

    static ExitRules read(JsonObject body) {
        OptionalLong days = body.number("close_at_dte");
        return new ExitRules(
                days.isPresent() ? OptionalInt.of(StrictMath.toIntExact(days.getAsLong())) : OptionalInt.empty(),
                body.flag("entered_today").orElse(false),
                body.text("emergency_loss").map(Percent::ofFraction),
                body.requiredText("reason"));
    }
}
