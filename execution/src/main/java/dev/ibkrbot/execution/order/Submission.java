package dev.ibkrbot.execution.order;

import java.util.function.Function;

/** What came of an approved proposal at the desk. Immutable, but the trade in it moves on. */
public sealed interface Submission {
    /** Calls the function of the case at hand. */
    default <T> T match(Function<Sent, T> sent, Function<Refused, T> refused) {
        return this instanceof Sent it ? sent.apply(it) : refused.apply((Refused) this);
    }

    /** Its intent is durable and its orders were handed over. */
    record Sent(Trade trade) implements Submission {}

    /**
     * Nothing was sent.
     *
     * @param code "signal_used", "approval_expired" or "bracket"
     * @param detail for a person
     */
    record Refused(String code, String detail) implements Submission {}
}
