package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.wire.ContractMessage;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.util.ArrayList;
import java.util.List;

/** Asks for the expirations and strikes on an underlying; complete only with its end. */
final class ParametersCall extends Call<List<ContractMessage.OptionParameters>> {
    private final WireContract underlying;
    private final List<ContractMessage.OptionParameters> found = new ArrayList<>();

    ParametersCall(WireContract underlying) {
        super("option expirations of " + underlying.symbol());
        this.underlying = underlying;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.optionParameters(requestId, underlying.symbol(), underlying.secType(), underlying.conId());
    }

    @Override
    public void on(ContractMessage.OptionParameters message) {
        found.add(message);
    }

    @Override
    public void on(ContractMessage.OptionParametersEnd message) {
        succeed(List.copyOf(found));
    }
}
