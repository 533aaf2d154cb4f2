package dev.ibkrbot.cli.history;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.journal.JsonObject;
import java.time.Instant;

/**
 * A position from its first to its last fill, and what it came to. Immutable.
 *
 * @param profit of the prices alone
 * @param fees positive is a charge
 */
record ExitStory(
        String instrument,
        String side,
        String quantity,
        Instant entryTime,
        Instant exitTime,
        String entryPrice,
        String exitPrice,
        Money profit,
        Money fees,
        String reason) {
    static ExitStory of(JsonObject body) {
        Currency currency = new Currency(body.requiredText("currency"));
        return new ExitStory(
                body.requiredText("instrument"),
                body.requiredText("side"),
                body.requiredText("quantity"),
                Instant.parse(body.requiredText("entry_time")),
                Instant.parse(body.requiredText("exit_time")),
                body.requiredText("entry_price"),
                body.requiredText("exit_price"),
                Money.of(body.requiredText("profit"), currency),
                Money.of(body.requiredText("fees"), currency),
                body.requiredText("reason"));
    }

    Money net() {
        return profit.minus(fees);
    }
}
