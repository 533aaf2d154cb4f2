package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.execution.journal.JsonObject;
import java.math.BigDecimal;

/** Puts the story of one signal into a JSON answer: money, prices and quantities as text, what is unknown as null. */
final class SignalAnswer {
    private SignalAnswer() {}

    static void addTo(ObjectNode node, SignalStory signal) {
        JsonObject body = signal.body();
        node.put("time", signal.at.toString())
                .put("symbol", signal.symbol)
                .put("id", body.requiredText("id"))
                .put("strategy", body.requiredText("strategy"))
                .put("action", body.requiredText("action"))
                .put("confidence", new BigDecimal(body.requiredText("confidence")))
                .put("reason", body.requiredText("reason"))
                .put("barEnd", body.requiredText("bar_end"))
                .put("outcome", signal.outcome())
                .put("detail", body.text("detail").orElse(null))
                .put("instrument", body.text("instrument").orElse(null))
                .put("limit", body.text("limit").orElse(null));
        GateStory.addTo(node.putArray("gates"), body.objects("gates"));
        funnel(node.putArray("funnel"), body);
        risk(node.putObject("risk"), signal);
        signal.entryOrder().ifPresentOrElse(id -> node.put("orderId", id), () -> node.putNull("orderId"));
        node.put("trade", signal.trade() > 0 ? signal.trade() : null)
                .put("repeats", signal.repeated() > 0 ? signal.repeated() : null);
        ArrayNode orders = node.putArray("orders");
        signal.orders().forEach(order -> addOrder(orders.addObject(), order));
        ArrayNode fills = node.putArray("fills");
        signal.fills().forEach(fill -> addFill(fills.addObject(), fill));
        ArrayNode exits = node.putArray("exits");
        signal.exits().forEach(exit -> addExit(exits.addObject(), exit));
        node.put("abandoned", signal.abandoned().orElse(null));
    }

    private static void funnel(ArrayNode array, JsonObject body) {
        for (JsonObject candidate : body.objects("funnel")) {
            array.addObject()
                    .put("contract", candidate.requiredText("contract"))
                    .put("chosen", candidate.text("rule").isEmpty())
                    .put("rule", candidate.text("rule").orElse(null))
                    .put("limit", candidate.text("limit").orElse(null))
                    .put("actual", candidate.text("actual").orElse(null));
        }
    }

    private static void risk(ObjectNode node, SignalStory signal) {
        boolean asked =
                signal.approvedQuantity().isPresent() || !signal.denials().isEmpty();
        node.put("approved", asked ? Boolean.valueOf(signal.approvedQuantity().isPresent()) : null)
                .put("quantity", signal.approvedQuantity().orElse(null));
        ArrayNode denials = node.putArray("denials");
        for (JsonObject denial : signal.denials()) {
            denials.addObject()
                    .put("code", denial.requiredText("code"))
                    .put("limit", denial.requiredText("limit"))
                    .put("actual", denial.requiredText("actual"));
        }
    }

    static void addOrder(ObjectNode node, OrderStory order) {
        order.id.ifPresentOrElse(id -> node.put("orderId", id), () -> node.putNull("orderId"));
        node.put("ref", order.ref)
                .put("role", order.role)
                .put("side", order.side)
                .put("quantity", order.quantity.toString())
                .put("orderType", order.type)
                .put("limit", order.limit.orElse(null))
                .put("stop", order.stop.orElse(null))
                .put("timeInForce", order.timeInForce)
                .put("ocaGroup", order.ocaGroup.orElse(null))
                .put("child", order.hasParent)
                .put("state", order.state().name())
                .put("stateReason", order.reason().isEmpty() ? null : order.reason())
                .put("filled", order.filled().toString());
    }

    private static void addFill(ObjectNode node, FillStory fill) {
        node.put("time", fill.at.toString())
                .put("execution", fill.execution)
                .put("ref", fill.ref)
                .put("role", fill.role)
                .put("side", fill.side)
                .put("quantity", fill.quantity.toString())
                .put("price", fill.price.toString())
                .put("commission", fill.commission().orElse(null));
    }

    static void addExit(ObjectNode node, ExitStory exit) {
        node.put("instrument", exit.instrument())
                .put("side", exit.side())
                .put("quantity", exit.quantity())
                .put("entryTime", exit.entryTime().toString())
                .put("exitTime", exit.exitTime().toString())
                .put("entryPrice", exit.entryPrice())
                .put("exitPrice", exit.exitPrice())
                .put("profit", exit.profit().amount())
                .put("fees", exit.fees().amount())
                .put("net", exit.net().amount())
                .put("currency", exit.profit().currency().code())
                .put("exitReason", exit.reason());
    }
}
