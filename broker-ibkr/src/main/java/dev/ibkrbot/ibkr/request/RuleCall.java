package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.wire.ContractMessage;
import dev.ibkrbot.ibkr.wire.Encoder;

/** Asks for a market rule; the answer carries the rule's number instead of the question's. */
final class RuleCall extends Call<ContractMessage.MarketRule> {
    private final int ruleId;

    RuleCall(int ruleId) {
        super("market rule " + ruleId);
        this.ruleId = ruleId;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.marketRule(ruleId);
    }

    @Override
    public void on(ContractMessage.MarketRule message) {
        if (message.ruleId() == ruleId) {
            succeed(message);
        }
    }
}
