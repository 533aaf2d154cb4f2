package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.Inbound;
import java.io.IOException;
import java.time.Duration;

/** Opens connections and decodes what comes over them. Thread-safe. */
@FunctionalInterface
public interface Connector {
    /**
     * Begins to connect and returns at once; the host name is looked up anew each time. The receiver hears whether it
     * worked.
     */
    Connection connect(Endpoint endpoint, Receiver receiver);

    /**
     * Where to and how.
     *
     * @param timeout for the connection alone
     * @param ceiling newest server version to accept
     */
    record Endpoint(String host, int port, Duration timeout, int ceiling) {}

    /** One connection, perhaps not open yet. Thread-safe. */
    interface Connection {
        /** Sends all of it; may block while the peer does not read. */
        void write(byte[] bytes) throws IOException;

        /** Ends it; a write that blocks fails. Repeating it does nothing. */
        void close();
    }

    /** A connection that can also take bytes without ever making the caller wait. Thread-safe. */
    interface Prompt extends Connection {
        /** Sends as much as needs no waiting and says how much that was; the rest is for {@link #write}. */
        int offer(byte[] bytes) throws IOException;
    }

    /** Hears of one connection, from one thread at a time. After {@link #closed} nothing follows. */
    interface Receiver {
        /** The peer took the connection; nothing was said yet. */
        void opened();

        /** The first frame came and names a version we speak. */
        void greeted(Handshake.Greeting greeting);

        /** {@link dev.ibkrbot.ibkr.wire.ProtocolException} when what it says cannot be: the connection has to end. */
        void received(Inbound message);

        /** It never opened, or it ended; ending it ourselves may be told or not. */
        void closed(Ending ending, String detail);
    }

    /** How a connection ends. */
    enum Ending {
        UNKNOWN_HOST,
        REFUSED,
        TIMED_OUT,
        /** The peer ended it, in order or not. */
        BY_PEER,
        /** What came is not the protocol. */
        NOT_THE_PROTOCOL,
        /** The peer speaks only versions we do not. */
        UNSUPPORTED,
        /** Handling a message failed on our side. */
        OUR_FAULT
    }
}
