package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.wire.AccountMessage;
import dev.ibkrbot.ibkr.wire.Encoder;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Asks for what was realized today. The gateway sends figures again and again; the first set with any of them in it is
 * the answer, in which a missing realized figure means that nothing was closed today.
 */
final class ProfitCall extends Call<BigDecimal> {
    private final String account;

    ProfitCall(String account) {
        super("profit and loss");
        this.account = account;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.profitAndLoss(requestId, account);
    }

    @Override
    Optional<byte[]> cancellation(Encoder encoder, int requestId) {
        return Optional.of(encoder.cancelProfitAndLoss(requestId));
    }

    @Override
    public void on(AccountMessage.ProfitAndLoss message) {
        if (message.realized().isPresent()) {
            succeedEarly(message.realized().get());
        } else if (message.daily().isPresent() || message.unrealized().isPresent()) {
            succeedEarly(BigDecimal.ZERO);
        }
    }
}
