package dev.ibkrbot.broker;

import dev.ibkrbot.broker.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something a broker says for people to know. It never changes an order. Immutable.
 *
 * @param severity how much it matters
 * @param code the broker's number of it; 0 when it has none
 * @param orderId the order it is about
 * @param text one line with what to do, where that is known; without secrets or account numbers
 * @param at when it was said
 */
public record BrokerNotice(Severity severity, int code, Optional<OrderId> orderId, String text, Instant at) {
    /** How much a notice matters. Immutable. */
    public enum Severity {
        INFO,
        WARNING,
        /** A person should look: the code is unknown, or something was corrected after the fact. */
        URGENT
    }
}
