package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.wire.AccountMessage;
import dev.ibkrbot.ibkr.wire.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for every position of one account; complete only with its end. */
final class PositionsCall extends Call<List<AccountMessage.PositionLine>> {
    private final String account;
    private final List<AccountMessage.PositionLine> lines = new ArrayList<>();

    PositionsCall(String account) {
        super("positions");
        this.account = account;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.positions();
    }

    /** The gateway goes on reporting changes until it is told to stop. */
    @Override
    Optional<byte[]> cancellation(Encoder encoder, int requestId) {
        return Optional.of(encoder.cancelPositions());
    }

    @Override
    void restart() {
        lines.clear();
    }

    @Override
    public void on(AccountMessage.PositionLine message) {
        if (message.account().equals(account)) {
            lines.add(message);
        }
    }

    @Override
    public void on(AccountMessage.PositionsEnd message) {
        succeedEarly(List.copyOf(lines));
    }
}
