package dev.ibkrbot.benchmarks.wire;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.GatewaySettings;
import dev.ibkrbot.ibkr.IbkrBroker;
import dev.ibkrbot.ibkr.session.SessionObserver;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * A whole broker with an open stream for each line: every change becomes a quote with exact prices and a time, handed
 * over on the events thread. Confined to the caller's thread.
 */
final class LibraryStreams implements BrokerListener {
    private static final int RATE = 1000;

    private final Rounds rounds = new Rounds();
    private final CountDownLatch over = new CountDownLatch(1);
    private int marks;

    private LibraryStreams() {}

    /** Takes all rounds of a flood. */
    static void flood(int port) throws InterruptedException {
        LibraryStreams listener = new LibraryStreams();
        GatewaySettings settings =
                GatewaySettings.of("127.0.0.1", port, 7, TradingMode.DRY_RUN).withRates(RATE, Recording.LINES);
        try (IbkrBroker broker =
                IbkrBroker.over(settings, InstantSource.system(), System::nanoTime, SessionObserver.NONE)) {
            broker.connect(listener).toCompletableFuture().join();
            for (int line = 0; line < Recording.LINES; line++) {
                broker.stream(Stock.of("L" + line), listener::take)
                        .toCompletableFuture()
                        .join();
            }
            listener.over.await();
        }
    }

    private void take(Quote quote) {
        rounds.sum().add(quote.bid().isPresent() ? 1 : 0);
        rounds.sum().count();
    }

    @Override
    public void onOrderEvent(OrderEvent event) {
        // There are no orders.
    }

    @Override
    public void onConnection(ConnectionState state) {
        // The rounds tell all that is of interest.
    }

    @Override
    public void onNotice(BrokerNotice notice) {
        if (notice.code() == LoopbackGateway.MARK) {
            rounds.mark(marks);
            marks++;
            if (rounds.areOver()) {
                over.countDown();
            }
        }
    }
}
