package dev.ibkrbot.broker;

import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.OrderEntry;
import java.util.concurrent.CompletionStage;

/**
 * One session with one broker, and the roles it plays. Thread-safe. Every implementation passes the contract suite
 * in this module's test-jar. Whoever connects it closes it.
 */
public interface Broker extends AutoCloseable {
    /**
     * Begins the session and reports to the listener from now on. The stage completes when the session is READY, and
     * fails with a {@link dev.ibkrbot.broker.error.BrokerException} when it cannot become so. Called once.
     */
    CompletionStage<Void> connect(BrokerListener listener);

    ConnectionState connection();

    QuoteSource quotes();

    OrderEntry orders();

    Accounts accounts();

    /** Ends the session; orders that rest at the broker stay there. Repeating it does nothing. */
    @Override
    void close();
}
