package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.OrderRouting;
import dev.ibkrbot.ibkr.wire.OrderState;
import dev.ibkrbot.ibkr.wire.PreviewEncoder;

/**
 * Asks what an order would do, under the order's own number. A first answer may carry nothing but a warning. Margins
 * without any commission are what a gateway sends of an order that it then refuses: only figures with a commission are
 * an answer.
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
        if (!message.whatIf()) {
            return;
        }
        OrderState state = message.state();
        if (!state.rejectReason().isEmpty()) {
            fail(new BrokerException(what() + " was refused: " + state.rejectReason(), Recovery.SKIP_INSTRUMENT));
        } else if (state.isPreview() && state.hasCommission()) {
            succeed(state);
        }
    }
}
