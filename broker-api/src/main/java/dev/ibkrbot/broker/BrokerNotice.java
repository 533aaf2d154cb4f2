package dev.ibkrbot.broker;

import dev.ibkrbot.broker.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something a broker says for people to know. It never changes an order. Immutable.
 *
 * @param severity how much it matters
 * @param topic what it is about, where a program may care
 * @param code the broker's number of it; 0 when it has none
 * @param orderId the order it is about
 * @param text one line with what to do, where that is known; without secrets or account numbers
 * @param at when it was said
 */
public record BrokerNotice(
        Severity severity, Topic topic, int code, Optional<OrderId> orderId, String text, Instant at) {
    /** A notice of no special topic. */
    public BrokerNotice(Severity severity, int code, Optional<OrderId> orderId, String text, Instant at) {
        this(severity, Topic.OTHER, code, orderId, text, at);
    }

    /** How much a notice matters. Immutable. */
    public enum Severity {
        INFO,
        WARNING,
        /** A person should look: the code is unknown, or something was corrected after the fact. */
        URGENT
    }

    /** What a notice is about. Immutable. */
    public enum Topic {
        /** A source of market data went: what comes or came from it may be old, although the session is READY. */
        DATA_LOST,
        /** A source of market data works again; quotes from before do not count. */
        DATA_BACK,
        OTHER
    }
}
