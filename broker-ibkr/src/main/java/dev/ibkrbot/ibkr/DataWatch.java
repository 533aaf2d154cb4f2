package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.BrokerNotice.Condition;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.ibkr.notice.FarmReport;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.session.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Knows whether market data can be of now: not while a market data farm is broken or the user is logged in elsewhere, nor
 * without a READY session. The gateway does not say which farm feeds which contract, so one broken farm makes all quotes
 * doubtful. Thread-safe.
 */
final class DataWatch {
    /** A farm that comes and goes is back when it stays; also, so often at most is everything subscribed anew. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /** More names than a gateway has farms; a flood of them must cost nothing. */
    private static final int MOST_FARMS = 100;

    private final Machinery machinery;
    private final Hearer hearer;
    private final Set<String> broken = new HashSet<>();
    private boolean ready;
    private Optional<Instant> competingSince = Optional.empty();
    private boolean toldLost;
    private Instant liveSince = Instant.MAX;
    private Timers.Timer settling = () -> {};

    DataWatch(Machinery machinery, Hearer hearer) {
        this.machinery = machinery;
        this.hearer = hearer;
    }

    /** Hears under the broker's lock. */
    interface Hearer {
        /** What was handed out last is old from now on. */
        void stale();

        /** Subscriptions may be dead and are to be made anew. */
        void renew();

        void condition(Condition condition, String why);
    }

    /** A new connection: it says itself what is broken. */
    void opened() {
        synchronized (machinery.lock()) {
            broken.clear();
            competingSince = Optional.empty();
            toldLost = false;
            settling.cancel();
        }
    }

    void ready(boolean now) {
        synchronized (machinery.lock()) {
            if (ready != now) {
                ready = now;
                liveSince = machinery.clock().instant();
                if (!now) {
                    hearer.stale();
                } else if (toldLost) {
                    hearer.condition(Condition.DATA_LOST, "market data has not come back yet");
                }
            }
        }
    }

    void farm(FarmReport report) {
        synchronized (machinery.lock()) {
            if (report.kind() != FarmReport.Kind.MARKET || report.state() == FarmReport.State.CONNECTING) {
                return;
            }
            if (report.state() == FarmReport.State.BROKEN) {
                settling.cancel();
                if (broken.size() < MOST_FARMS) {
                    broken.add(report.name());
                }
                lost("a market data farm is broken: " + report.name());
            } else if (broken.remove(report.name()) && broken.isEmpty()) {
                settling = machinery.timers().after(SETTLED, this::farmsAreBack);
            }
        }
    }

    private void farmsAreBack() {
        synchronized (machinery.lock()) {
            if (broken.isEmpty()) {
                hearer.renew();
                back("the market data farms are back");
            }
        }
    }

    /** The user is logged in elsewhere, and that session has the data. */
    void competing() {
        synchronized (machinery.lock()) {
            competingSince = Optional.of(machinery.clock().instant());
            lost("another session of this user has the market data");
        }
    }

    private void lost(String why) {
        if (!toldLost) {
            toldLost = true;
            hearer.stale();
            hearer.condition(Condition.DATA_LOST, why);
        }
    }

    private void back(String why) {
        if (toldLost && competingSince.isEmpty() && broken.isEmpty()) {
            toldLost = false;
            liveSince = machinery.clock().instant();
            hearer.condition(Condition.DATA_BACK, why);
        }
    }

    /** The quote as it may be handed out: a live one only if it was observed since data is live. */
    Quote checked(Quote quote) {
        synchronized (machinery.lock()) {
            if (quote.quality() != DataQuality.LIVE) {
                return quote;
            }
            if (competingSince.filter(quote.asOf()::isAfter).isPresent() && broken.isEmpty()) {
                competingSince = Optional.empty();
                back("live market data has come again");
                return quote;
            }
            if (liveSince.isAfter(machinery.clock().instant())) {
                // The clock was set back, as to a simulated gateway's time: nothing is known to be from before.
                liveSince = Instant.MIN;
            }
            boolean fresh = ready && !toldLost && !quote.asOf().isBefore(liveSince);
            return fresh ? quote : old(quote);
        }
    }

    /** The same, as the last word before data was lost. */
    private static Quote old(Quote quote) {
        return new Quote(
                quote.instrument(),
                quote.bid(),
                quote.ask(),
                quote.last(),
                quote.volume(),
                quote.asOf(),
                DataQuality.FROZEN);
    }
}
