package dev.ibkrbot.broker.pricing;

import java.util.Arrays;
import java.util.Optional;

/**
 * Seeks the exercise boundary B(tau) of an American put of strike 1, after L. Andersen, M. Lake and D. Offengenden,
 * "High-performance American option pricing", Journal of Computational Finance 20 (2016): the equation that the price
 * meets the intrinsic value smoothly (their fixed point system A) holds at the points of a {@link Collocation} for the
 * squares of log(B(tau) / B(0)). Where they iterate the fixed point, all points are corrected together by Newton's
 * method here, which also converges where volatility is low beside the rates. Confined to one solution.
 */
final class BoundarySolver {
    /** A step changes no square by more than this factor. */
    private static final double LARGEST_CHANGE = 4;

    private static final double SMALLEST = 1e-300;

    /** The next step would change a square by about the square of this. */
    private static final double SETTLED = 0.1;

    private final Collocation grid;
    private final double rate;
    private final double yield;
    private final double vol;
    private final double rootYears;
    private final double start;
    private final double[] squares;
    private final double[][] jacobian;
    private final double[] residual;
    private final double[] numeratorSlopes;
    private final double[] denominatorSlopes;
    private final Sums sums = new Sums();

    private BoundarySolver(Collocation grid, double rate, double yield, double vol, double years, double start) {
        this.grid = grid;
        this.rate = rate;
        this.yield = yield;
        this.vol = vol;
        this.rootYears = Math.sqrt(years);
        this.start = start;
        int n = grid.roots.length;
        this.squares = new double[n];
        this.jacobian = new double[n][n];
        this.residual = new double[n];
        this.numeratorSlopes = new double[grid.solving().size()];
        this.denominatorSlopes = new double[grid.solving().size()];
    }

    /**
     * Squares of log(B(tau)) - start at the sought points.
     *
     * @param start log(B(0)), which is min(0, log(rate / yield))
     * @return empty if the steps did not settle
     */
    static Optional<double[]> squares(
            Collocation grid, double rate, double yield, double vol, double years, double start) {
        BoundarySolver solver = new BoundarySolver(grid, rate, yield, vol, years, start);
        solver.guess();
        double change = 0;
        for (int i = 0; i < grid.iterations; i++) {
            change = solver.improve();
        }
        return change <= SETTLED ? Optional.of(solver.squares) : Optional.empty();
    }

    /**
     * P. Bjerksund and G. Stensland's form (1993), between the boundaries at expiry and of an endless put; for little
     * time, where the boundary has a logarithm in it, its limiting forms as in J. Evans, R. Kuske and J. Keller (2002).
     */
    private void guess() {
        double variance = vol * vol;
        double drift = rate - yield;
        double half = drift / variance - 0.5;
        double beta = -half - Math.sqrt(half * half + 2 * rate / variance);
        double endless = beta / (beta - 1);
        double atExpiry = Elementary.exp(start);
        double deepest = start - Elementary.log(endless);
        for (int i = 0; i < squares.length; i++) {
            double root = grid.roots[i] * rootYears;
            double tau = root * root;
            double pace = drift < 0 ? paceBelowTheStrike(vol * root / -start) : 2;
            double exponent = -pace * vol * root * atExpiry / (atExpiry - endless);
            double log = Elementary.log(endless + (atExpiry - endless) * Elementary.exp(exponent)) - start;
            double square = log * log;
            if (drift >= 0) {
                double byDrift = -Elementary.log(Math.max(8 * Math.PI * tau * drift * drift / variance, SMALLEST));
                double dividends = 4 * Math.sqrt(Math.PI) * Math.max(yield, 0) * tau;
                double byDividends = -2 * Elementary.log(Math.max(dividends, SMALLEST));
                square = Math.max(square, variance * tau * Math.min(byDrift, byDividends));
            }
            squares[i] = Math.max(Math.min(square, deepest * deepest), SMALLEST);
        }
    }

    /**
     * Of a boundary that begins below the strike. First it knows nothing of the strike and moves at 0.6388 deviations,
     * as in Evans, Kuske and Keller; fitted to solutions from there.
     *
     * @param nearness of the strike, in deviations: their distance is 1 / nearness
     */
    private static double paceBelowTheStrike(double nearness) {
        double fourth = nearness * nearness * nearness * nearness;
        return 1.6388 - 0.25 / (0.25 + fourth);
    }

    /** The largest change of a square, as a part of it, where much time is left. */
    private double improve() {
        for (int i = 0; i < squares.length; i++) {
            enterEquation(i);
        }
        solveLinear(jacobian, residual);
        double change = 0;
        for (int i = 0; i < squares.length; i++) {
            double square = squares[i];
            if (2 * i < squares.length) {
                change = Math.max(change, Math.abs(residual[i]) / square);
            }
            double next = Math.max(square / LARGEST_CHANGE, Math.min(square * LARGEST_CHANGE, square - residual[i]));
            squares[i] = Math.max(next, SMALLEST);
        }
        return change;
    }

    /**
     * log(N / D) = log(B(tau)), where f is the normal density, F its integral, and d- and d+ are as in Black and
     * Scholes' formula with B(tau) as spot. N is exp(-rate t) f(d-) / (vol sqrt(t)) of t = tau and strike 1, and rate
     * times the integral of the same over t, of the strikes B(tau - t). D is exp(-yield t) (F(d+) + f(d+) / (vol
     * sqrt(t))), and yield times its integral.
     */
    private void enterEquation(int i) {
        double root = grid.roots[i] * rootYears;
        double depth = Math.sqrt(squares[i]);
        double here = start - depth;
        sums.clear();
        sums.add(root, here, 1, 1);
        double ownNumeratorSlope = sums.numeratorSlope;
        double ownDenominatorSlope = sums.denominatorSlope;
        Collocation.Rule rule = grid.solving();
        for (int k = 0; k < rule.size(); k++) {
            double otherDepth = Math.sqrt(Math.max(grid.solvingValue(i, k, squares), 0));
            double weight = rule.weights()[k] * root * root;
            sums.add(root * rule.sines()[k], otherDepth - depth, rate * weight, yield * weight);
            ownNumeratorSlope += sums.numeratorSlope;
            ownDenominatorSlope += sums.denominatorSlope;
            double perSquare = otherDepth > 0 ? 0.5 / otherDepth : 0;
            numeratorSlopes[k] = sums.numeratorSlope * perSquare;
            denominatorSlopes[k] = sums.denominatorSlope * perSquare;
        }
        // In logarithms, in which it is nearly linear; as it stands where a negative yield makes D negative.
        boolean positive = sums.numerator > 0 && sums.denominator > 0;
        double boundary = Elementary.exp(here);
        double own = positive ? -1 : -boundary * sums.denominator / sums.numerator;
        double perNumerator = 1 / sums.numerator;
        double perDenominator = positive ? 1 / sums.denominator : boundary / sums.numerator;
        residual[i] = positive ? Elementary.log(sums.numerator / sums.denominator) - here : 1 + own;
        double[] row = jacobian[i];
        Arrays.fill(row, 0);
        for (int k = 0; k < rule.size(); k++) {
            double slope = numeratorSlopes[k] * perNumerator - denominatorSlopes[k] * perDenominator;
            grid.addSolvingSlopes(i, k, slope, row);
        }
        row[i] -= (ownNumeratorSlope * perNumerator - ownDenominatorSlope * perDenominator + own) / (2 * depth);
    }

    /** N and D, with the slope of the last term in log(B(tau)). */
    private final class Sums {
        double numerator;
        double denominator;
        double numeratorSlope;
        double denominatorSlope;

        void clear() {
            numerator = 0;
            denominator = 0;
        }

        /** A term of sqrt(t) and the logarithm of spot over strike. */
        void add(double rootTime, double moneyness, double rateWeight, double yieldWeight) {
            double t = rootTime * rootTime;
            double deviation = vol * rootTime;
            double minus = (moneyness + (rate - yield - 0.5 * vol * vol) * t) / deviation;
            double steepness = -minus / deviation;
            double density = rateWeight * Elementary.exp(-rate * t) * NormalCurve.density(minus) / deviation;
            numerator += density;
            numeratorSlope = density * steepness;
            denominatorSlope = 0;
            if (yieldWeight != 0) {
                double plus = minus + deviation;
                double discount = yieldWeight * Elementary.exp(-yield * t);
                double curve = NormalCurve.density(plus);
                density = discount * curve / deviation;
                denominator += density + discount * NormalCurve.cumulative(plus, curve);
                denominatorSlope = density * steepness;
            }
        }
    }

    /** Gauss' elimination with pivots; the solution replaces {@code right}. */
    private static void solveLinear(double[][] left, double[] right) {
        int n = right.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                pivot = Math.abs(left[i][column]) > Math.abs(left[pivot][column]) ? i : pivot;
            }
            double[] row = left[pivot];
            left[pivot] = left[column];
            left[column] = row;
            double value = right[pivot];
            right[pivot] = right[column];
            right[column] = value;
            for (int i = column + 1; i < n; i++) {
                double factor = left[i][column] / row[column];
                for (int j = column + 1; j < n; j++) {
                    left[i][j] -= factor * row[j];
                }
                right[i] -= factor * value;
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                right[i] -= left[i][j] * right[j];
            }
            right[i] /= left[i][i];
        }
    }
}
