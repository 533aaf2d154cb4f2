package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.value.Price;
import java.time.Duration;
import java.time.Instant;

/**
 * What greeks and bookings say a position earned while something passed. Estimates. Immutable.
 *
 * @param steps from how many stretches
 */
record Step(double delta, double theta, double vega, double crossing, double handedOver, int steps) {
    static final Step NONE = new Step(0, 0, 0, 0, 0, 0);
    private static final double SECONDS_PER_YEAR = 365.0 * 86_400;

    /** Between two marks of one option; nothing unless both have greeks. */
    static Step between(OptionMark from, Instant begin, OptionMark to, Instant end) {
        if (from.held().isZero() || from.greeks().isEmpty() || to.greeks().isEmpty()) {
            return NONE;
        }
        Greeks a = from.greeks().get();
        Greeks b = to.greeks().get();
        double shares = shares(from);
        double move = to.underlying().asDouble() - from.underlying().asDouble();
        double years = Duration.between(begin, end).toSeconds() / SECONDS_PER_YEAR;
        boolean known = from.vol().isPresent() && to.vol().isPresent();
        double volChange = known ? to.vol().getAsDouble() - from.vol().getAsDouble() : 0;
        return new Step(
                shares * (a.delta() + b.delta()) / 2 * move,
                shares * (a.theta() + b.theta()) / 2 * years,
                shares * (a.vega() + b.vega()) / 2 * volChange,
                0,
                0,
                1);
    }

    static Step crossed(double gain) {
        return new Step(0, 0, 0, gain, 0, 0);
    }

    /** An option is delivered: what it was worth goes over to the shares, and the option is booked at its exit price. */
    static Step delivered(OptionMark last, Price exit) {
        double worth = exit.asDouble() - last.price().asDouble();
        return new Step(0, 0, 0, 0, shares(last) * worth, 0);
    }

    /** Shares that a position is about, signed. */
    static double shares(OptionMark mark) {
        return mark.held().wholeExact() * (double) mark.contract().multiplier();
    }

    double sum() {
        return delta + theta + vega + crossing + handedOver;
    }

    Step plus(Step other) {
        return new Step(
                delta + other.delta,
                theta + other.theta,
                vega + other.vega,
                crossing + other.crossing,
                handedOver + other.handedOver,
                steps + other.steps);
    }
}
