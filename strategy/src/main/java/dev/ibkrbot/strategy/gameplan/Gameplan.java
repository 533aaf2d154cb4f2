package dev.ibkrbot.strategy.gameplan;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A day's plan. It can only narrow what the account's own limits allow. Immutable.
 *
 * @param date the trading date it is for
 * @param sessionId its name
 * @param regime what its author saw, in words of the plan
 * @param strategy which strategy may enter; C enters nothing
 * @param symbols what may be traded; empty for C only
 * @param earningsBlackout symbols that report and are not entered, among {@code symbols} or not
 * @param operatorId who stands behind it
 * @param size part of the usual size, 0 % to 100 %
 * @param vixAtAnalysis the volatility index when it was written; for the record, never for a decision of later
 * @param quarantined whether its author does not trust the data
 * @param limits bounds of the day
 * @param entryHours when entries may be made; absent means in all regular hours
 * @param vixGate bound on the volatility index; absent means none
 * @param affordability what one contract may cost
 * @param tuning numbers of the strategy
 * @param alertMessage for people; may be empty
 */
public record Gameplan(
        LocalDate date,
        String sessionId,
        String regime,
        DayStrategy strategy,
        List<Symbol> symbols,
        List<Symbol> earningsBlackout,
        String operatorId,
        Percent size,
        OptionalDouble vixAtAnalysis,
        boolean quarantined,
        HardLimits limits,
        Optional<EntryHours> entryHours,
        Optional<VixGate> vixGate,
        Affordability affordability,
        Tuning tuning,
        String alertMessage) {
    public Gameplan {
        symbols = List.copyOf(symbols);
        earningsBlackout = List.copyOf(earningsBlackout);
    }

    /** The plan of a day that has no usable one: nothing is entered. */
    public static Gameplan cash(LocalDate date) {
        return new Gameplan(
                date,
                "none",
                "unknown",
                DayStrategy.C,
                List.of(),
                List.of(),
                "none",
                Percent.ZERO,
                OptionalDouble.empty(),
                true,
                new HardLimits(Percent.of("10"), 0, true, 0, Optional.of(Money.usd("120")), 1, Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Affordability.DEFAULT,
                Tuning.NONE,
                "");
    }
}
