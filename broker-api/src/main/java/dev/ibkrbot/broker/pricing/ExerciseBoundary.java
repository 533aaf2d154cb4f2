package dev.ibkrbot.broker.pricing;

import java.util.Optional;

/**
 * The price of the underlying at and below which an American put of strike 1 is exercised, as a function of the time
 * left, for a put whose exercise region has no second boundary below: the rate is positive, or 0 with a negative yield.
 * Immutable.
 */
final class ExerciseBoundary {
    private final Collocation grid;
    private final double rate;
    private final double yield;
    private final double vol;
    private final double years;
    private final double start;
    private final double[] squares;

    private ExerciseBoundary(
            Collocation grid, double rate, double yield, double vol, double years, double start, double[] squares) {
        this.grid = grid;
        this.rate = rate;
        this.yield = yield;
        this.vol = vol;
        this.years = years;
        this.start = start;
        this.squares = squares;
    }

    /**
     * The boundary of these parameters.
     *
     * @param years positive, like {@code vol}
     * @return empty if the method does not find it: with volatility of some 0.001 and a yield above the rate, or with a
     *     negative yield, a much smaller rate and decades to expiry
     */
    static Optional<ExerciseBoundary> find(Collocation grid, double rate, double yield, double vol, double years) {
        double start = rate < yield ? Elementary.log(rate / yield) : 0;
        return BoundarySolver.squares(grid, rate, yield, vol, years, start)
                .map(squares -> new ExerciseBoundary(grid, rate, yield, vol, years, start, squares));
    }

    /** With all the years left. */
    double now() {
        return Elementary.exp(start - Math.sqrt(squares[0]));
    }

    /**
     * The premium over the European put, by I. J. Kim's integral (Review of Financial Studies 3, 1990) over the
     * interest on the strike less the dividends while exercise is due. The boundary does not depend on the spot, so
     * slope and curvature in the spot are integrals too.
     *
     * @param spot above {@link #now()}
     */
    Curve premium(double spot) {
        double log = Elementary.log(spot) - start;
        double growth = rate - yield - 0.5 * vol * vol;
        double root = Math.sqrt(years);
        double value = 0;
        double slope = 0;
        double curvature = 0;
        Collocation.Rule rule = grid.pricing();
        for (int k = 0; k < rule.size(); k++) {
            double s = root * rule.sines()[k];
            double t = s * s;
            double depth = Math.sqrt(Math.max(grid.pricingValue(k, squares), 0));
            double deviation = vol * s;
            double minus = (log + depth + growth * t) / deviation;
            double weight = rule.weights()[k] * years;
            double interest = rate * weight * Elementary.exp(-rate * t);
            double density = NormalCurve.density(minus);
            value += interest * NormalCurve.cumulative(-minus, density);
            double plus = minus + deviation;
            double scaled = interest * density / (spot * deviation);
            slope -= scaled;
            curvature += scaled * plus / (spot * deviation);
            if (yield != 0) {
                double dividends = yield * weight * Elementary.exp(-yield * t);
                density = NormalCurve.density(plus);
                double tail = NormalCurve.cumulative(-plus, density);
                value -= dividends * spot * tail;
                scaled = dividends * density / deviation;
                slope += scaled - dividends * tail;
                curvature -= scaled * minus / (spot * deviation);
            }
        }
        return new Curve(value, slope, curvature);
    }
}
