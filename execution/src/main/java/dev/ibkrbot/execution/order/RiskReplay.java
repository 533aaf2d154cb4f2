package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.trade.Latch;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.regime.RiskHistory;
import java.time.LocalDate;

/** Reads the records back that only risk remembers. */
final class RiskReplay {
    private RiskReplay() {}

    /** Applies a record; false when it is not one of these. */
    static boolean apply(JournalRecord record, RiskHistory history) {
        RecordType type = record.type();
        if (type.equals(Records.APPROVAL)) {
            history.reviewed(false);
        } else if (type.equals(Records.DENIAL)) {
            history.reviewed(record.parsedBody().objects("denials").stream()
                    .anyMatch(denial -> denial.requiredText("code").equals(RiskHistory.ORDER_RATE)));
        } else if (type.equals(Records.DAY_START)) {
            JsonObject body = record.parsedBody();
            history.dayStarted(
                    date(body, "date"),
                    Money.of(body.requiredText("equity"), new Currency(body.requiredText("currency"))));
        } else if (type.equals(Records.LATCH)) {
            JsonObject body = record.parsedBody();
            history.latched(new Latch(body.requiredText("code"), date(body, "until"), body.requiredText("detail")));
        } else if (type.equals(Records.LATCH_RELEASED)) {
            history.released(record.parsedBody().requiredText("code"));
        } else if (type.equals(Records.PIVOT)) {
            history.pivoted(date(record.parsedBody(), "date"));
        } else {
            return false;
        }
        return true;
    }

    private static LocalDate date(JsonObject body, String name) {
        return LocalDate.parse(body.requiredText(name));
    }
}
