package dev.ibkrbot.execution.alert;

import dev.ibkrbot.execution.engine.Timers;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Brings what a journal says to people. Entries are offered as they are appended; what was not taken when the process
 * ended is sent after the next start. Offering never waits for a channel.
 *
 * <p>Thread-safe, except that entries are offered by one thread at a time.
 */
public final class AlertCourier implements AutoCloseable {
    private final AlertThrottle throttle;
    private final DayTally tally = new DayTally();
    private final SentAlerts sent;
    private final Consumer<String> log;
    private final Map<Channel, Delivery> deliveries = new LinkedHashMap<>();

    /**
     * A courier that has heard nothing yet.
     *
     * @param channels at most one of each name
     * @param quiet how long nothing must be heard of an incident before it is told again
     * @param log hears in one line what goes wrong; without any address
     */
    public AlertCourier(
            List<Channel> channels,
            Duration quiet,
            SentAlerts sent,
            Timers timers,
            InstantSource clock,
            Consumer<String> log) {
        this.throttle = new AlertThrottle(quiet);
        this.sent = sent;
        this.log = log;
        HttpPost http = new HttpPost();
        for (Channel channel : channels) {
            if (deliveries.keySet().stream().anyMatch(other -> other.name().equals(channel.name()))) {
                throw new IllegalArgumentException("two channels of the name " + channel);
            }
            deliveries.put(channel, new Delivery(channel, http, timers, clock, sent, log));
        }
    }

    /**
     * Sends what a journal holds and its channels have not taken. A channel that is new, or whose note is of a longer
     * journal, begins with what is appended from now on. Incidents that were told before are known: they are not told
     * anew, and their end is.
     */
    public void catchUp(Journal journal) {
        long head = journal.head().sequence();
        long first = head + 1;
        for (Channel channel : deliveries.keySet()) {
            if (sent.takenBy(channel).orElse(Long.MAX_VALUE) > head) {
                begin(channel, head);
            }
            first = Math.min(first, sent.takenBy(channel).orElse(head) + 1);
        }
        long told = first;
        journal.read(1, entry -> {
            if (entry.sequence() < told) {
                AlertRules.alert(entry, tally).ifPresent(throttle::admits);
                tally.see(entry);
            } else {
                offer(entry, head);
            }
        });
    }

    /** Notes where a new channel begins: what it does not take in this run is then sent in the next. */
    private void begin(Channel channel, long head) {
        try {
            sent.begins(channel, head);
        } catch (IOException e) {
            log.accept(channel + ": where it begins cannot be noted ("
                    + e.getClass().getSimpleName() + "); what it does not take in this run is lost");
        }
    }

    /** Sends what this entry has to say, if anything. */
    public void offer(JournalEntry entry) {
        offer(entry, 0);
    }

    private void offer(JournalEntry entry, long head) {
        Optional<Alert> said = AlertRules.alert(entry, tally);
        tally.see(entry);
        said.filter(throttle::admits)
                .ifPresent(alert -> deliveries.forEach((channel, delivery) -> {
                    if (entry.sequence() > sent.takenBy(channel).orElse(head)) {
                        delivery.offer(alert);
                    }
                }));
    }

    /** Sends a message that is in no journal; it is lost with the process. */
    public void tell(Alert alert) {
        deliveries.values().forEach(delivery -> delivery.offer(alert));
    }

    /** How many messages are not taken yet, over all channels. */
    public long pending() {
        return deliveries.values().stream().mapToLong(Delivery::pending).sum();
    }

    /** Completes when every channel has taken everything. */
    public CompletionStage<Void> whenAllTaken() {
        return CompletableFuture.allOf(
                deliveries.values().stream().map(Delivery::whenEmpty).toArray(CompletableFuture<?>[]::new));
    }

    /** Begins no new request. What was not taken is sent after the next start. */
    @Override
    public void close() {
        deliveries.values().forEach(Delivery::close);
    }
}
