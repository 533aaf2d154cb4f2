package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import java.util.ArrayList;
import java.util.List;

/** Asks for the orders that are over; complete only with its end. */
final class CompletedCall extends Call<List<OrderMessage.Completed>> {
    private final List<OrderMessage.Completed> orders = new ArrayList<>();

    CompletedCall() {
        super("completed orders");
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.completedOrders(false);
    }

    @Override
    void restart() {
        orders.clear();
    }

    @Override
    public void on(OrderMessage.Completed message) {
        orders.add(message);
    }

    @Override
    public void on(OrderMessage.CompletedEnd message) {
        succeed(List.copyOf(orders));
    }
}
