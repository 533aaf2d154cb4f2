package dev.ibkrbot.cli.history;

import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** One execution and what it cost. Confined to the thread that reads the journal. */
final class FillStory {
    final Instant at;
    final String execution;
    final String ref;
    final String role;
    final String side;
    Quantity quantity;
    Price price;
    private Optional<BigDecimal> commission = Optional.empty();

    FillStory(JsonObject body) {
        at = Instant.parse(body.requiredText("at"));
        execution = body.requiredText("execution");
        ref = body.requiredText("ref");
        role = body.requiredText("role");
        side = body.requiredText("side");
        quantity = Quantity.of(body.requiredText("quantity"));
        price = Price.of(body.requiredText("price"));
    }

    /** Charges of one fill add up: those of the legs of a combination, and what a correction changed. */
    void charged(String amount) {
        BigDecimal more = new BigDecimal(amount);
        commission = Optional.of(commission.map(more::add).orElse(more));
    }

    /** It is not what it was said to be; nothing at all where it was taken back. */
    void corrected(Optional<JsonObject> now) {
        quantity = now.map(it -> Quantity.of(it.requiredText("quantity"))).orElse(Quantity.ZERO);
        price = now.map(it -> Price.of(it.requiredText("price"))).orElse(price);
    }

    /** Decimal amount; absent while it was not reported. */
    Optional<String> commission() {
        return commission.map(BigDecimal::toPlainString);
    }

    boolean opens() {
        return role.equals("ENTRY");
    }
}
