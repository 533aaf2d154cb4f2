package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for every order that lives, of whatever client; complete only with its end. */
final class OpenOrdersCall extends Call<List<OrderQueries.Listed>> {
    private final Map<String, OrderMessage.Open> orders = new LinkedHashMap<>();
    private final Map<String, OrderMessage.Status> statuses = new LinkedHashMap<>();

    OpenOrdersCall() {
        super("open orders");
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.allOpenOrders();
    }

    @Override
    void restart() {
        orders.clear();
        statuses.clear();
    }

    @Override
    public void on(OrderMessage.Open message) {
        orders.put(key(message.clientId(), message.orderId(), message.order().permId()), message);
    }

    @Override
    public void on(OrderMessage.Status message) {
        statuses.put(key(message.clientId(), message.orderId(), message.permId()), message);
    }

    /** Orders entered by hand all have the number 0; those are told apart by the permanent one. */
    private static String key(int clientId, int orderId, long permId) {
        return orderId == 0 ? "perm " + permId : clientId + " " + orderId;
    }

    @Override
    public void on(OrderMessage.OpenEnd message) {
        succeed(orders.entrySet().stream()
                .map(entry -> listed(entry.getValue(), Optional.ofNullable(statuses.get(entry.getKey()))))
                .filter(OrderQueries.Listed::isLive)
                .toList());
    }

    private static OrderQueries.Listed listed(OrderMessage.Open open, Optional<OrderMessage.Status> status) {
        return new OrderQueries.Listed(
                open,
                status.map(OrderMessage.Status::status).orElse(open.state().status()),
                status.map(OrderMessage.Status::filled).orElse(BigDecimal.ZERO));
    }
}
