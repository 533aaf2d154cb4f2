package dev.ibkrbot.strategy.indicator;

/** Argument checks shared by the indicators: one poisoned value would stay in a recursive indicator for ever. */
final class Inputs {
    private Inputs() {}

    static double finite(String name, double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw new IllegalArgumentException(name + " must be finite, was " + value);
    }

    static double notNegative(String name, double value) {
        if (value >= 0 && value <= Double.MAX_VALUE) {
            return value;
        }
        throw new IllegalArgumentException(name + " must be finite and not negative, was " + value);
    }

    static int period(int period) {
        if (period >= 1) {
            return period;
        }
        throw new IllegalArgumentException("period must be at least 1, was " + period);
    }

    static IllegalStateException notReady(String indicator) {
        return new IllegalStateException(indicator + " has not seen enough bars; ask isReady() first");
    }
}
