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
 * @param condition whether data can be live from now on, where it changes that
 */
public record BrokerNotice(
        Severity severity, int code, Optional<OrderId> orderId, String text, Instant at, Condition condition) {
    /** A notice that changes no condition. */
    public BrokerNotice(Severity severity, int code, Optional<OrderId> orderId, String text, Instant at) {
        this(severity, code, orderId, text, at, Condition.UNCHANGED);
    }

    /** How much a notice matters. Immutable. */
    public enum Severity {
        INFO,
        WARNING,
        /** A person should look: the code is unknown, or something was corrected after the fact. */
        URGENT
    }

    /** What a notice says of market data; it may do so while the session stays READY. Immutable. */
    public enum Condition {
        UNCHANGED,
        /** A source of market data went: what comes or came from it may be old. */
        DATA_LOST,
        /** It works again; quotes from before do not count. */
        DATA_BACK
    }
}
