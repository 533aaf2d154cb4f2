package dev.ibkrbot.cli.history;

import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** One execution and what it cost. Confined to the thread that reads the journal. */
final class FillStory {
    final Instant at;
    final String execution;
    final String ref;
    final String role;
    final String side;
    final Quantity quantity;
    final Price price;
    private Optional<String> commission = Optional.empty();

    FillStory(JsonObject body) {
        at = Instant.parse(body.requiredText("at"));
        execution = body.requiredText("execution");
        ref = body.requiredText("ref");
        role = body.requiredText("role");
        side = body.requiredText("side");
        quantity = Quantity.of(body.requiredText("quantity"));
        price = Price.of(body.requiredText("price"));
    }

    void charged(String amount) {
        commission = Optional.of(amount);
    }

    /** Decimal amount; absent while it was not reported. */
    Optional<String> commission() {
        return commission;
    }

    boolean opens() {
        return role.equals("ENTRY");
    }
}
