package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The time of a simulated gateway, moved over the wire. Each call waits for its answer, and with it for every event that
 * the move has caused; so it is confined to the driver's thread, which is none of the broker's. {@link BrokerException}
 * when the answer does not come.
 */
public final class SimulatedTimeline implements Timeline {
    private static final long PATIENCE_SECONDS = 30;

    private final GatewaySession session;
    private volatile Instant now = Instant.EPOCH;

    SimulatedTimeline(GatewaySession session) {
        this.session = session;
    }

    /** The gateway's time at the last move; asked for at the first call. */
    @Override
    public Instant instant() {
        if (now.equals(Instant.EPOCH)) {
            now = Instant.ofEpochMilli(ask("0"));
        }
        return now;
    }

    @Override
    public Optional<Instant> next() {
        long millis = ask("next");
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    @Override
    public void advanceTo(Instant moment) {
        if (moment.isBefore(instant())) {
            throw new IllegalArgumentException(moment + " is before the present " + now);
        }
        long seconds = Instant.ofEpochMilli(ask(text(moment))).getEpochSecond();
        // Answers are whole seconds; a move that another client made instead shows in them.
        now = seconds == moment.getEpochSecond() ? moment : Instant.ofEpochSecond(seconds);
    }

    private static String text(Instant moment) {
        String nanos = Integer.toString(1_000_000_000 + moment.getNano()).substring(1);
        return moment.getEpochSecond() + (moment.getNano() == 0 ? "" : "." + nanos);
    }

    private long ask(String move) {
        try {
            return session.askSimulated(move).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new BrokerException("simulated time was lost: " + e.getCause().getMessage(), Recovery.RECONNECT, e);
        } catch (TimeoutException e) {
            throw new BrokerException("simulated time does not answer", Recovery.RECONNECT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while simulated time moved", Recovery.RETRY_LATER, e);
        }
    }
}
