package dev.ibkrbot.cli.gameplan;

import java.time.LocalDate;
import java.util.Set;

/**
 * What a gameplan is held against. Immutable.
 *
 * @param today the trading date in New York
 * @param operators who may stand behind a plan; empty accepts any name
 * @param symbols what may be traded at all
 */
public record GameplanRules(LocalDate today, Set<String> operators, Set<String> symbols) {
    /** What the plans of old were about. */
    public static final Set<String> USUAL_SYMBOLS = Set.of("SPY", "QQQ", "IWM");

    public GameplanRules {
        operators = Set.copyOf(operators);
        symbols = Set.copyOf(symbols);
    }

    /** The same for another date. */
    GameplanRules on(LocalDate date) {
        return new GameplanRules(date, operators, symbols);
    }
}
