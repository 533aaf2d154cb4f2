package dev.ibkrbot.broker.account;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The role that reports the session's one account. Thread-safe. Stages fail with a
 * {@link dev.ibkrbot.broker.error.BrokerException} when the broker cannot tell; "unknown" is never zero or empty.
 */
public interface Accounts {
    /** The account this session trades; known once connected, {@link IllegalStateException} before. */
    AccountId account();

    CompletionStage<AccountSnapshot> snapshot();

    /** Every holding, ours or not, in no particular order. */
    CompletionStage<List<Position>> positions();
}
