package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.wire.AccountMessage;
import dev.ibkrbot.ibkr.wire.Encoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for named values of one account; complete only with its end. */
final class SummaryCall extends Call<Map<String, AccountMessage.Summary>> {
    private final String account;
    private final List<String> tags;
    private final Map<String, AccountMessage.Summary> values = new HashMap<>();

    SummaryCall(String account, List<String> tags) {
        super("account summary");
        this.account = account;
        this.tags = tags;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.accountSummary(requestId, tags);
    }

    @Override
    Optional<byte[]> cancellation(Encoder encoder, int requestId) {
        return Optional.of(encoder.cancelAccountSummary(requestId));
    }

    @Override
    public void on(AccountMessage.Summary message) {
        if (message.account().equals(account)) {
            values.put(message.tag(), message);
        }
    }

    @Override
    public void on(AccountMessage.SummaryEnd message) {
        succeedEarly(Map.copyOf(values));
    }
}
