package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.wire.ContractMessage;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.util.ArrayList;
import java.util.List;

/** Asks which contracts match; complete only with its end. */
final class DetailsCall extends Call<List<ContractMessage.Details>> {
    private final WireContract query;
    private final List<ContractMessage.Details> found = new ArrayList<>();

    DetailsCall(String what, WireContract query) {
        super("details of " + what);
        this.query = query;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.contractDetails(requestId, query);
    }

    @Override
    public void on(ContractMessage.Details message) {
        found.add(message);
    }

    @Override
    public void on(ContractMessage.DetailsEnd message) {
        succeed(List.copyOf(found));
    }
}
