package dev.ibkrbot.ibkr.wire;

import dev.ibkrbot.broker.order.Order;

/**
 * Writes what-if orders: the gateway computes margin and commission and places nothing. The flag cannot be left
 * out, so this is safe where trading is not allowed. Immutable, thread-safe.
 */
public final class PreviewEncoder {
    private final OrderFields fields;

    /** For a server version from {@link ServerVersions#OLDEST} to {@link ServerVersions#NEWEST}. */
    public PreviewEncoder(int serverVersion) {
        this.fields = new OrderFields(ServerVersions.require(serverVersion));
    }

    /** Uses up the order's id. The answer is one or more open orders marked as what-if, or a rejection. */
    public byte[] preview(Order order, OrderRouting routing) {
        return fields.placeOrder(order, routing, true, true);
    }
}
