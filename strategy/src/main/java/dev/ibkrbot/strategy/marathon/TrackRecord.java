package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.strategy.wheel.Offer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often opportunities were right so far. Immutable. */
public final class TrackRecord {
    private final Map<Key, Tally> tallies;

    private TrackRecord(Map<Key, Tally> tallies) {
        this.tallies = Map.copyOf(tallies);
    }

    private record Key(Symbol symbol, Offer.Kind kind) {}

    /**
     * Judged opportunities of one kind. Immutable.
     *
     * @param judged how many
     * @param won of these
     */
    public record Tally(int judged, int won) {
        static final Tally NONE = new Tally(0, 0);

        Tally plus(Tally other) {
            return new Tally(judged + other.judged, won + other.won);
        }
    }

    /** Of these opportunities, as far as they were judged. */
    public static TrackRecord of(List<Opportunity> opportunities, List<Verification> verifications) {
        Map<String, Opportunity> byId = new HashMap<>();
        opportunities.forEach(it -> byId.put(it.id(), it));
        Map<Key, Tally> tallies = new HashMap<>();
        for (Verification judged : verifications) {
            if (byId.containsKey(judged.id())) {
                Opportunity it = byId.get(judged.id());
                tallies.merge(new Key(it.symbol(), it.kind()), new Tally(1, judged.success() ? 1 : 0), Tally::plus);
            }
        }
        return new TrackRecord(tallies);
    }

    /** Of one symbol and kind. */
    public Tally of(Symbol symbol, Offer.Kind kind) {
        return tallies.getOrDefault(new Key(symbol, kind), Tally.NONE);
    }

    /** Of all together. */
    public Tally all() {
        return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }
}
