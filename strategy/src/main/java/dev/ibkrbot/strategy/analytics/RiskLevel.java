package dev.ibkrbot.strategy.analytics;

import java.util.Locale;
import java.util.Optional;

/** How sure a seller wants to be that an option expires worthless. Immutable. */
public enum RiskLevel {
    AGGRESSIVE(55),
    MODERATE(70),
    CONSERVATIVE(85);

    private static final double PERCENT = 100;

    private final int winProbabilityPercent;

    RiskLevel(int winProbabilityPercent) {
        this.winProbabilityPercent = winProbabilityPercent;
    }

    /** The level of this name in any spelling of case; absent when there is none. */
    public static Optional<RiskLevel> named(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        for (RiskLevel level : values()) {
            if (level.name().equals(upper)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** The probability looked for, in percent. */
    public int winProbabilityPercent() {
        return winProbabilityPercent;
    }

    /** The size of the delta that goes with it, 0 to 1; a put's is negative. */
    public double targetDelta() {
        return 1 - winProbabilityPercent / PERCENT;
    }
}
