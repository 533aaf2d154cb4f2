package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.IsoTime;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Full images of orders and executions as journal JSON, there and back. */
final class OrderJson {
    private OrderJson() {}

    static void write(JsonBody body, Order order) {
        body.text("ref", order.ref().value())
                .number("order_id", order.id().value())
                .text("role", order.role().name())
                .object("instrument", inner -> InstrumentJson.write(inner, order.instrument()))
                .text("side", order.side().name())
                .text("quantity", order.quantity().toString())
                .object("terms", inner -> write(inner, order.terms()))
                .text("tif", order.timeInForce().name());
        order.parent().ifPresent(parent -> body.number("parent", parent.value()));
        order.ocaGroup().ifPresent(group -> body.text("oca", group.name()));
        body.text("approval", order.approval().hex());
    }

    static Order read(JsonObject json) {
        OptionalLong parent = json.number("parent");
        return new Order(
                orderId(json.requiredNumber("order_id")),
                new OrderRef(json.requiredText("ref")),
                OrderRole.valueOf(json.requiredText("role")),
                InstrumentJson.read(json.requiredObject("instrument")),
                Side.valueOf(json.requiredText("side")),
                Quantity.of(json.requiredText("quantity")),
                terms(json.requiredObject("terms")),
                TimeInForce.valueOf(json.requiredText("tif")),
                parent.isPresent() ? Optional.of(orderId(parent.getAsLong())) : Optional.empty(),
                json.text("oca").map(OcaGroup::new),
                new ApprovalDigest(json.requiredText("approval")));
    }

    private static OrderId orderId(long value) {
        return new OrderId(StrictMath.toIntExact(value));
    }

    private static JsonBody write(JsonBody body, OrderTerms terms) {
        return terms.match(
                it -> body.text("type", "MKT"),
                it -> body.text("type", "LMT").text("limit", it.price().toString()),
                it -> body.text("type", "STP").text("stop", it.trigger().toString()),
                it -> body.text("type", "STP LMT")
                        .text("stop", it.trigger().toString())
                        .text("limit", it.limit().toString()),
                it -> body.text("type", "TRAIL").text("distance", it.distance().toString()));
    }

    private static OrderTerms terms(JsonObject json) {
        String type = json.requiredText("type");
        return switch (type) {
            case "MKT" -> new OrderTerms.Market();
            case "LMT" -> new OrderTerms.Limit(price(json, "limit"));
            case "STP" -> new OrderTerms.Stop(price(json, "stop"));
            case "STP LMT" -> new OrderTerms.StopLimit(price(json, "stop"), price(json, "limit"));
            case "TRAIL" -> new OrderTerms.Trailing(price(json, "distance"));
            default -> throw new IllegalArgumentException("unknown order type: " + type);
        };
    }

    private static Price price(JsonObject json, String name) {
        return Price.of(json.requiredText(name));
    }

    static JsonBody moved(TrackedOrder order, OrderState from, String reason) {
        return JsonBody.object()
                .text("ref", order.order().ref().value())
                .number("order_id", order.order().id().value())
                .text("role", order.role().name())
                .text("from", from.name())
                .text("state", order.state().name())
                .text("reason", reason);
    }

    static JsonBody fill(TrackedOrder order, Execution execution, boolean late) {
        JsonBody body = JsonBody.object()
                .text("execution", execution.id().value())
                .number("order_id", execution.orderId().value())
                .text("ref", execution.ref().value())
                .text("role", order.role().name())
                .text("symbol", execution.instrument().underlying().value())
                .text("instrument", execution.instrument().toString())
                .text("side", execution.side().name())
                .text("quantity", execution.quantity().toString())
                .text("price", execution.price().toString())
                .text("at", IsoTime.text(execution.at()));
        return late ? body.flag("late", true) : body;
    }

    static Execution execution(JsonObject json, Instrument instrument) {
        return new Execution(
                new ExecutionId(json.requiredText("execution")),
                orderId(json.requiredNumber("order_id")),
                new OrderRef(json.requiredText("ref")),
                instrument,
                Side.valueOf(json.requiredText("side")),
                Quantity.of(json.requiredText("quantity")),
                Price.of(json.requiredText("price")),
                Instant.parse(json.requiredText("at")));
    }
}
