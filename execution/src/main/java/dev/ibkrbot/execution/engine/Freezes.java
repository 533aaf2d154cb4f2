package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.instrument.Symbol;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Symbols that get no entries because something about them is not understood, until our books and the broker's, asked
 * after that, agree. Confined to the engine thread.
 */
final class Freezes {
    private final Recorder recorder;
    private final Map<Symbol, Instant> since = new LinkedHashMap<>();

    Freezes(Recorder recorder) {
        this.recorder = recorder;
    }

    void freeze(Symbol symbol, String reason, Instant now) {
        if (since.put(symbol, now) == null) {
            recorder.frozen(now, symbol, reason);
        }
    }

    boolean isFrozen(Symbol symbol) {
        return since.containsKey(symbol);
    }

    boolean isEmpty() {
        return since.isEmpty();
    }

    /** The books were compared with what the broker knew when it was asked; these symbols are still not understood. */
    void compared(Instant askedAt, Collection<Symbol> unclear, Instant now) {
        since.entrySet().removeIf(entry -> {
            boolean agreed = !entry.getValue().isAfter(askedAt) && !unclear.contains(entry.getKey());
            if (agreed) {
                recorder.unfrozen(now, entry.getKey());
            }
            return agreed;
        });
    }
}
