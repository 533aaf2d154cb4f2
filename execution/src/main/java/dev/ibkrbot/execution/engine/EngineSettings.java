package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.execution.order.ExitSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the engine trades. Immutable.
 *
 * @param mode a dry run sends nothing, all else is the same
 * @param symbols looked at in every cycle, in this order; at least one
 * @param lastEntryBeforeClose no entry later than this before the session's close
 * @param flattenBeforeClose everything is closed from this long before the close on; empty to hold overnight. Less
 *     than {@code lastEntryBeforeClose}
 * @param forceCloseDte options held from an earlier date are closed when so many days or fewer are left to their
 *     expiration; empty for never
 * @param cooldown how long a symbol rests after a trade ended; zero or more
 * @param auditInterval how often our books are compared with the broker's while trading; empty for only after
 *     connecting and in doubt
 * @param exits patience and prices of orders
 * @param recording what becomes of cycles without event
 * @param firstOrderId order ids are not below this; positive
 * @param adoption which positions found at the start are taken over
 */
public record EngineSettings(
        TradingMode mode,
        List<Symbol> symbols,
        Duration lastEntryBeforeClose,
        Optional<Duration> flattenBeforeClose,
        OptionalInt forceCloseDte,
        Duration cooldown,
        Optional<Duration> auditInterval,
        ExitSettings exits,
        CycleRecording recording,
        int firstOrderId,
        AdoptionRule adoption) {
    public EngineSettings {
        symbols = List.copyOf(symbols);
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("no symbols to trade");
        }
        if (flattenBeforeClose.isPresent() && flattenBeforeClose.get().compareTo(lastEntryBeforeClose) >= 0) {
            throw new IllegalArgumentException("flattening " + flattenBeforeClose.get()
                    + " before the close comes before the last entry, " + lastEntryBeforeClose + " before it");
        }
        if (cooldown.isNegative()) {
            throw new IllegalArgumentException("cooldown is negative: " + cooldown);
        }
        if (firstOrderId <= 0) {
            throw new IllegalArgumentException("first order id is not positive: " + firstOrderId);
        }
    }

    /** Settings that take over nothing. */
    public EngineSettings(
            TradingMode mode,
            List<Symbol> symbols,
            Duration lastEntryBeforeClose,
            Optional<Duration> flattenBeforeClose,
            OptionalInt forceCloseDte,
            Duration cooldown,
            Optional<Duration> auditInterval,
            ExitSettings exits,
            CycleRecording recording,
            int firstOrderId) {
        this(
                mode,
                symbols,
                lastEntryBeforeClose,
                flattenBeforeClose,
                forceCloseDte,
                cooldown,
                auditInterval,
                exits,
                recording,
                firstOrderId,
                AdoptionRule.NONE);
    }

    /** These settings with that rule. */
    public EngineSettings adopting(AdoptionRule rule) {
        return new EngineSettings(
                mode,
                symbols,
                lastEntryBeforeClose,
                flattenBeforeClose,
                forceCloseDte,
                cooldown,
                auditInterval,
                exits,
                recording,
                firstOrderId,
                rule);
    }

    /**
     * Last entry 15 minutes before the close, flat 5 minutes before it, one day to expiration at least, five minutes
     * of rest after a trade, {@link ExitSettings#DEFAULT}; an audit every five minutes where each cycle is recorded.
     */
    public static EngineSettings defaults(TradingMode mode, List<Symbol> symbols, CycleRecording recording) {
        return new EngineSettings(
                mode,
                symbols,
                Duration.ofMinutes(15),
                Optional.of(Duration.ofMinutes(5)),
                OptionalInt.of(1),
                Duration.ofMinutes(5),
                recording == CycleRecording.EACH ? Optional.of(Duration.ofMinutes(5)) : Optional.empty(),
                ExitSettings.DEFAULT,
                recording,
                1);
    }
}
