package dev.ibkrbot.ibkr.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What concerns the connection as a whole. Immutable.
 */
public sealed interface SessionMessage extends Inbound {
    /** The lowest order id the gateway will take next; it may be lower than one used before. */
    record NextValidId(int orderId) implements SessionMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The accounts of this login, in the gateway's order, without empty ones. */
    record ManagedAccounts(List<String> accounts) implements SessionMessage {
        public ManagedAccounts {
            accounts = List.copyOf(accounts);
        }

        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The gateway's clock; whole seconds unless asked for in milliseconds. */
    record CurrentTime(long epochMillis) implements SessionMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /**
     * An error, warning or information.
     *
     * @param id -1 (now and then another number) for the system, else the request or order it is about
     * @param code to be looked up in the notice table
     * @param text for people; unescaped
     * @param rejectJson details of a rejection, where sent
     * @param epochMillis when, from server version 194
     */
    record Notice(int id, int code, String text, Optional<String> rejectJson, OptionalLong epochMillis)
            implements SessionMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** A message this version of the protocol page does not have, or that answers nothing we ask. */
    record Unknown(int messageId) implements SessionMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }
}
