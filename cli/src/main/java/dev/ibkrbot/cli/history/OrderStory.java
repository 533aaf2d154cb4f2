package dev.ibkrbot.cli.history;

import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.order.OrderState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** One order from its intent on, as far as the journal tells. Confined to the thread that reads the journal. */
final class OrderStory {
    final Instant at;
    final String ref;
    final OptionalLong id;
    final String role;
    final String side;
    final Quantity quantity;
    final String type;
    final Optional<String> limit;
    final Optional<String> stop;
    final String timeInForce;
    final Optional<String> ocaGroup;
    final boolean hasParent;
    private OrderState state = OrderState.INTENT;
    private String reason = "";
    private Quantity filled = Quantity.ZERO;

    /** {@code at} is when it was meant. */
    OrderStory(JsonObject image, Instant at) {
        this.at = at;
        JsonObject terms = image.requiredObject("terms");
        ref = image.requiredText("ref");
        id = image.number("order_id");
        role = image.requiredText("role");
        side = image.requiredText("side");
        quantity = Quantity.of(image.requiredText("quantity"));
        type = terms.requiredText("type");
        limit = terms.text("limit");
        stop = terms.text("stop");
        timeInForce = image.requiredText("tif");
        ocaGroup = image.text("oca");
        hasParent = image.number("parent").isPresent();
    }

    void moved(OrderState to, String why) {
        state = to;
        reason = why;
    }

    void traded(Quantity part) {
        filled = filled.plus(part);
        if (filled.compareTo(quantity) >= 0) {
            moved(OrderState.FILLED, "");
        }
    }

    OrderState state() {
        return state;
    }

    /** Why it is in this state; empty when that needs no reason. */
    String reason() {
        return reason;
    }

    Quantity filled() {
        return filled;
    }

    boolean opens() {
        return role.equals("ENTRY");
    }

    boolean isWorking() {
        return !state.isTerminal();
    }

    /** Such as "LMT 3.54" or "STP LMT 2.00 2.01". */
    String terms() {
        return type
                + stop.map(it -> " " + it).orElse("")
                + limit.map(it -> " " + it).orElse("");
    }
}
