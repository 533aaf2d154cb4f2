package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.stub.sim.Market;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All recorded options of one underlying on one day. An option is listed from its first quote on: that it appears later is
 * not known before. Confined to one thread.
 */
final class OptionDay {
    private final Symbol underlying;
    private final LocalDate date;
    private final Map<OptionContract, OptionTape> tapes = new HashMap<>();
    private final NavigableMap<LocalDate, List<OptionTape>> byExpiration = new TreeMap<>();
    private final long midnight;
    /** Seconds of the day at which some quote comes to be known. */
    private final BitSet moments = new BitSet();

    private final OptionCoverage coverage;

    /** @param midnight at which the day begins, in seconds since 1970 */
    OptionDay(Symbol underlying, LocalDate date, long midnight, Collection<OptionTape> all, OptionCoverage coverage) {
        this.underlying = underlying;
        this.date = date;
        this.midnight = midnight;
        this.coverage = coverage;
        for (OptionTape tape : all) {
            if (tape.size() > 0) {
                tapes.put(tape.contract(), tape);
                byExpiration
                        .computeIfAbsent(tape.contract().expiration(), key -> new ArrayList<>())
                        .add(tape);
            }
        }
        for (OptionTape tape : tapes.values()) {
            for (int row = 0; row < tape.size(); row++) {
                moments.set((int) (tape.knownAt(row) - midnight));
            }
        }
    }

    LocalDate date() {
        return date;
    }

    OptionCoverage coverage() {
        return coverage;
    }

    /** The option's rows, whenever they are known. */
    Optional<OptionTape> tape(OptionContract contract) {
        return Optional.ofNullable(tapes.get(contract));
    }

    /** Those of options listed by then. */
    NavigableSet<LocalDate> expirations(long now) {
        NavigableSet<LocalDate> listed = new TreeSet<>();
        byExpiration.forEach((date, all) -> {
            if (all.stream().anyMatch(tape -> tape.knownAt(0) <= now)) {
                listed.add(date);
            }
        });
        return listed;
    }

    /** The options of an expiration that are listed by then. */
    OptionChain chain(LocalDate expiration, long now) {
        return new OptionChain(
                underlying,
                expiration,
                byExpiration.getOrDefault(expiration, List.of()).stream()
                        .filter(tape -> tape.knownAt(0) <= now)
                        .map(OptionTape::contract)
                        .toList());
    }

    /** When the next quote of any option is known; {@link Market#NEVER} for none. */
    long nextMoment(long now) {
        int next = moments.nextSetBit((int) Math.max(0, now + 1 - midnight));
        return next < 0 ? Market.NEVER : midnight + next;
    }
}
