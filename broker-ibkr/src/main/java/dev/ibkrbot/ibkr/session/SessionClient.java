package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.ibkr.wire.Inbound;

/** Works with the messages of a session. Called under the session's lock; returns at once. */
public interface SessionClient {
    /** A connection is ready for requests; called before {@link #state} says READY, once for each connection. */
    void opened(SessionStart start);

    /** A message that is not the session's own; notices are given on, too. */
    void message(Inbound message);

    /** The session is READY and the gateway has no market data subscriptions: on a new connection and after 1101. */
    void subscribe();

    /** The connection {@link #opened} told of is gone; nothing that was asked will be answered. */
    void lost(GatewayException why);

    void state(ConnectionState state);
}
