package dev.ibkrbot.broker.pricing;

import java.util.Arrays;

/**
 * What of an exercise boundary's numerical scheme does not depend on the option, computed once. With T years to expiry,
 * the boundary is sought at times to expiry tau with sqrt(tau / T) at the Chebyshev points of 0 to 1, and what it is
 * made of is a polynomial in sqrt(tau) between. Integrals over t from 0 to tau are taken by Gauss and Legendre's rule
 * in the angle whose squared sine is t / tau: sqrt(t) and sqrt(tau - t), in which the integrands are smooth, are both
 * smooth in it. Immutable.
 */
final class Collocation {
    /** sqrt(tau / T) of the sought points, from 1 down; the last, at 0, is known and left out. */
    final double[] roots;

    final int iterations;

    private final Rule solving;
    private final double[][] basis;
    private final Rule pricing;
    private final double[] pricingBasis;

    /**
     * Points of an integral from 0 to tau.
     *
     * @param sines sqrt(t / tau)
     * @param cosines sqrt(1 - t / tau)
     * @param weights as parts of tau
     */
    record Rule(double[] sines, double[] cosines, double[] weights) {
        int size() {
            return sines.length;
        }
    }

    /**
     * @param points sought on the boundary
     * @param solving points of each integral while the boundary is sought
     * @param iterations of Newton's method
     * @param pricing points of the integral of the premium
     */
    Collocation(int points, int solving, int iterations, int pricing) {
        double[] all = new double[points + 1];
        for (int i = 0; i < points; i++) {
            double half = StrictMath.cos(0.5 * Math.PI * i / points);
            all[i] = half * half;
        }
        this.roots = Arrays.copyOf(all, points);
        this.iterations = iterations;
        this.solving = rule(solving);
        this.basis = new double[points][];
        for (int i = 0; i < points; i++) {
            basis[i] = basis(all, roots[i], this.solving);
        }
        this.pricing = rule(pricing);
        this.pricingBasis = basis(all, 1, this.pricing);
    }

    /** Of the integrals while the boundary is sought. */
    Rule solving() {
        return solving;
    }

    /** Of the integral of the premium. */
    Rule pricing() {
        return pricing;
    }

    /** At the k-th point of the i-th sought point's integral, the polynomial through these values and 0 at 0. */
    double solvingValue(int i, int k, double[] values) {
        return value(basis[i], k, values);
    }

    /** How that value changes with each of the values, times {@code factor}, added to {@code row}. */
    void addSolvingSlopes(int i, int k, double factor, double[] row) {
        int n = row.length;
        for (int j = 0; j < n; j++) {
            row[j] += factor * basis[i][k * n + j];
        }
    }

    /** At the k-th point of the premium's integral, the polynomial through these values and 0 at 0. */
    double pricingValue(int k, double[] values) {
        return value(pricingBasis, k, values);
    }

    private static double value(double[] basis, int k, double[] values) {
        int n = values.length;
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += basis[k * n + j] * values[j];
        }
        return sum;
    }

    /** Legendre's points by Newton's method; with t = tau sin^2, dt is 2 sin cos tau times the change of the angle. */
    private static Rule rule(int n) {
        Rule rule = new Rule(new double[n], new double[n], new double[n]);
        for (int k = 0; k < n; k++) {
            double z = StrictMath.cos(Math.PI * (k + 0.75) / (n + 0.5));
            double slope = 0;
            for (int step = 0; step < 8; step++) {
                double before = 1;
                double here = z;
                for (int j = 2; j <= n; j++) {
                    double next = ((2 * j - 1) * z * here - (j - 1) * before) / j;
                    before = here;
                    here = next;
                }
                slope = n * (before - z * here) / (1 - z * z);
                z -= here / slope;
            }
            double angle = 0.25 * Math.PI * (1 - z);
            rule.sines[k] = StrictMath.sin(angle);
            rule.cosines[k] = StrictMath.cos(angle);
            rule.weights[k] = Math.PI * rule.sines[k] * rule.cosines[k] / ((1 - z * z) * slope * slope);
        }
        return rule;
    }

    /** Lagrange's polynomials of all points but the last, at sqrt((tau - t) / T) of each point of the rule. */
    private static double[] basis(double[] points, double root, Rule rule) {
        int n = points.length - 1;
        double[] values = new double[rule.size() * n];
        for (int k = 0; k < rule.size(); k++) {
            double at = root * rule.cosines[k];
            for (int j = 0; j < n; j++) {
                double product = 1;
                for (int i = 0; i <= n; i++) {
                    product *= i == j ? 1 : (at - points[i]) / (points[j] - points[i]);
                }
                values[k * n + j] = product;
            }
        }
        return values;
    }
}
