package dev.ibkrbot.strategy.regime;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Percent;
import java.util.List;
import java.util.Locale;

/**
 * A day's strategy, and how much and what it may trade. Immutable.
 *
 * @param strategy which
 * @param size part of the usual size; 0 % for C
 * @param symbols what it may trade; none for C
 * @param reason one short code
 */
public record DayChoice(DayStrategy strategy, Percent size, List<Symbol> symbols, String reason) {
    private static final int MOST_PIVOTS = 2;
    private static final List<Symbol> SYMBOLS_OF_A = List.of(new Symbol("SPY"), new Symbol("QQQ"));
    private static final List<Symbol> SYMBOLS_OF_B = List.of(new Symbol("SPY"));

    public DayChoice {
        symbols = List.copyOf(symbols);
    }

    /** The choice for an outlook. What stands against trading is asked first, and the first of it that holds decides. */
    public static DayChoice of(DayOutlook outlook) {
        Regime regime = Regime.of(outlook.vix());
        if (outlook.quarantined()) {
            return cash("data_quarantine_active");
        }
        if (outlook.governorActive()) {
            return cash("weekly_drawdown_governor_active");
        }
        if (outlook.pivotsToday() >= MOST_PIVOTS) {
            return cash("intraday_pivot_limit_reached");
        }
        if (outlook.earnings()) {
            return cash("earnings_blackout");
        }
        if (outlook.highImpactCatalysts() > 1) {
            return cash("multiple_high_impact_catalysts");
        }
        return switch (regime) {
            case COMPLACENCY, NORMAL -> trading(DayStrategy.A, Percent.HUNDRED, SYMBOLS_OF_A, regime, outlook);
            case ELEVATED -> trading(DayStrategy.B, Percent.of("50"), SYMBOLS_OF_B, regime, outlook);
            case CRISIS, ERROR -> cash(name(regime));
        };
    }

    private static DayChoice trading(
            DayStrategy strategy, Percent size, List<Symbol> symbols, Regime regime, DayOutlook outlook) {
        if (outlook.highImpactCatalysts() == 0) {
            return new DayChoice(strategy, size, symbols, name(regime));
        }
        Percent half = strategy == DayStrategy.A ? Percent.of("50") : Percent.of("25");
        return new DayChoice(strategy, half, symbols, name(regime) + "_high_impact_catalyst_size_reduction");
    }

    private static DayChoice cash(String reason) {
        return new DayChoice(DayStrategy.C, Percent.ZERO, List.of(), reason);
    }

    private static String name(Regime regime) {
        return "regime_" + regime.name().toLowerCase(Locale.ROOT);
    }
}
