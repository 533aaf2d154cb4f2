package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.ibkr.wire.ExecutionQuery;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.OrderRouting;
import dev.ibkrbot.ibkr.wire.OrderState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Questions about orders; a list without its end is a failure, never an empty list. Thread-safe. */
public final class OrderQueries implements InboundHandler {
    private static final Set<String> OVER = Set.of("Filled", "Cancelled", "ApiCancelled");

    private final Calls calls;
    private final Turns openTurns;
    private final Turns completedTurns;

    public OrderQueries(Calls calls) {
        this.calls = calls;
        openTurns = new Turns(calls);
        completedTurns = new Turns(calls);
    }

    /** Every order that lives, of whatever client. */
    public CompletableFuture<List<Listed>> openOrders() {
        return openTurns.ask(OpenOrdersCall::new);
    }

    public CompletableFuture<List<OrderMessage.Fill>> fills(ExecutionQuery query) {
        return calls.ask(new FillsCall(query));
    }

    /** Every order that ended today, of whatever client and by hand. */
    public CompletableFuture<List<OrderMessage.Completed>> completed() {
        return completedTurns.ask(CompletedCall::new);
    }

    /** What an order would do; uses up its number. */
    public CompletableFuture<OrderState> preview(Order order, OrderRouting routing) {
        return calls.askAs(order.id().value(), new PreviewCall(order, routing));
    }

    @Override
    public void on(OrderMessage.Open message) {
        if (message.whatIf()) {
            calls.handler(message.orderId()).on(message);
        } else {
            openTurns.current().ifPresent(call -> call.on(message));
        }
    }

    @Override
    public void on(OrderMessage.Status message) {
        openTurns.current().ifPresent(call -> call.on(message));
    }

    @Override
    public void on(OrderMessage.OpenEnd message) {
        openTurns.end(call -> call.on(message));
    }

    @Override
    public void on(OrderMessage.Completed message) {
        completedTurns.current().ifPresent(call -> call.on(message));
    }

    @Override
    public void on(OrderMessage.CompletedEnd message) {
        completedTurns.end(call -> call.on(message));
    }

    /**
     * An order in a list of open ones. Immutable.
     *
     * @param status the latest
     * @param filled by the gateway's account
     */
    public record Listed(OrderMessage.Open open, String status, BigDecimal filled) {
        boolean isLive() {
            return !OVER.contains(status);
        }
    }
}
