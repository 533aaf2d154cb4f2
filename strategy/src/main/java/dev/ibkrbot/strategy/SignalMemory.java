package dev.ibkrbot.strategy;

import dev.ibkrbot.broker.instrument.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each strategy last fired on each symbol, for the strategies that stay silent for a while afterwards. It keeps
 * nothing across restarts itself: whoever journals signals tells them again through {@link #fired} at start.
 *
 * <p>Thread-safe.
 */
public final class SignalMemory {
    private final Map<Key, Instant> fired = new ConcurrentHashMap<>();

    /** Notes that the strategy fired; an earlier moment than the one known changes nothing. */
    public void fired(String strategy, Symbol symbol, Instant at) {
        fired.merge(new Key(strategy, symbol), at, (known, told) -> told.isAfter(known) ? told : known);
    }

    /** When it last fired on the symbol; absent when it never did, as far as is known. */
    public Optional<Instant> lastFired(String strategy, Symbol symbol) {
        return Optional.ofNullable(fired.get(new Key(strategy, symbol)));
    }

    /** Whether the strategy has fired on the symbol less than its quiet period ago. */
    public boolean isQuiet(Strategy strategy, Symbol symbol, Instant now) {
        Duration quiet = strategy.quietPeriod();
        return !quiet.isZero()
                && lastFired(strategy.name(), symbol)
                        .map(last -> now.isBefore(last.plus(quiet)))
                        .orElse(false);
    }

    private record Key(String strategy, Symbol symbol) {}
}
