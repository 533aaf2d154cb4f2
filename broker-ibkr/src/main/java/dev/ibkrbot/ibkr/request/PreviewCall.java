package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.OrderRouting;
import dev.ibkrbot.ibkr.wire.OrderState;
import dev.ibkrbot.ibkr.wire.PreviewEncoder;

/**
 * Asks what an order would do, under the order's own number. A first answer may carry nothing but a warning; only one
 * with figures is an answer.
 */
final class PreviewCall extends Call<OrderState> {
    private final Order order;
    private final OrderRouting routing;

    PreviewCall(Order order, OrderRouting routing) {
        super("preview of order " + order.id());
        this.order = order;
        this.routing = routing;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return new PreviewEncoder(encoder.serverVersion()).preview(order, routing);
    }

    @Override
    public void on(OrderMessage.Open message) {
        if (message.whatIf() && message.state().isPreview()) {
            succeed(message.state());
        }
    }
}
