package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.ExecutionQuery;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import java.util.ArrayList;
import java.util.List;

/** Asks for executions; complete only with its end. */
final class FillsCall extends Call<List<OrderMessage.Fill>> {
    private final ExecutionQuery query;
    private final List<OrderMessage.Fill> fills = new ArrayList<>();

    FillsCall(ExecutionQuery query) {
        super("executions");
        this.query = query;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.executions(requestId, query);
    }

    @Override
    public void on(OrderMessage.Fill message) {
        fills.add(message);
    }

    @Override
    public void on(OrderMessage.FillsEnd message) {
        succeed(List.copyOf(fills));
    }
}
