package dev.ibkrbot.ibkr.wire;

import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the requests that change orders, as whole frames for one negotiated server version. Whoever must not trade
 * is not given one; a preview is written by {@link PreviewEncoder}. Immutable, thread-safe.
 */
public final class OrderEncoder {
    private final int serverVersion;
    private final OrderFields fields;

    /** For a server version from {@link ServerVersions#OLDEST} to {@link ServerVersions#NEWEST}. */
    public OrderEncoder(int serverVersion) {
        this.serverVersion = ServerVersions.require(serverVersion);
        this.fields = new OrderFields(serverVersion);
    }

    /**
     * Places an order that transmits at once, or replaces the terms of the one with the same id.
     *
     * @param order a child names its parent, which must have been sent before
     */
    public byte[] place(Order order, OrderRouting routing) {
        return fields.placeOrder(order, routing, true, false);
    }

    /** The frames of a whole group in sending order; only the last transmits, and with it the rest. */
    public List<byte[]> place(OrderGroup group, Function<Order, OrderRouting> routing) {
        List<byte[]> frames = new ArrayList<>();
        int last = group.orders().size() - 1;
        for (Order order : group.orders()) {
            frames.add(fields.placeOrder(order, routing.apply(order), frames.size() == last, false));
        }
        return List.copyOf(frames);
    }

    public byte[] cancel(OrderId id) {
        FieldWriter out = FieldWriter.message(4);
        if (serverVersion >= ServerVersions.CME_TAGGING) {
            return out.add(id.value()).unset(2).unsetInt().frame();
        }
        out.add(1).add(id.value()).unset();
        if (serverVersion >= ServerVersions.FILLER_FROM && serverVersion < ServerVersions.FILLER_UNTIL) {
            out.unset(2).unsetInt();
        }
        return out.frame();
    }

    /** Cancels every open order of the login, those of people and other programs too. */
    public byte[] cancelAll() {
        return serverVersion >= ServerVersions.CME_TAGGING
                ? FieldWriter.message(58).unset().unsetInt().frame()
                : FieldWriter.message(58).add(1).frame();
    }
}
