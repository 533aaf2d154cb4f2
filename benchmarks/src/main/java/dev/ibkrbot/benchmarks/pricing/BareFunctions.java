package dev.ibkrbot.benchmarks.pricing;

/** The elementary functions that no formula for a price with greeks can do without, and nothing else. */
final class BareFunctions {
    private BareFunctions() {}

    /** Two discounts, a logarithm, a density, two tails of the normal distribution; the sum means nothing. */
    static double ofEuropeanPrice(Quotes q, int i) {
        double spot = q.spot[i] * Math.exp(-q.yield[i] * q.years[i]);
        double strike = q.strike[i] * Math.exp(-q.rate[i] * q.years[i]);
        double s = q.vol[i] * Math.sqrt(q.years[i]);
        double d = Math.log(spot / strike) / s;
        double density = Math.exp(-0.5 * d * d);
        return density + density * scaledErfc(Math.abs(d)) + density * scaledErfc(Math.abs(d - s));
    }

    /** exp(y^2) erfc(y) as in W. J. Cody's middle range, the most usual; a quotient of polynomials of degree eight. */
    private static double scaledErfc(double y) {
        double up = 2.15311535474403846e-8;
        up = up * y + 5.64188496988670089e-1;
        up = up * y + 8.88314979438837594;
        up = up * y + 6.61191906371416295e1;
        up = up * y + 2.98635138197400131e2;
        up = up * y + 8.81952221241769090e2;
        up = up * y + 1.71204761263407058e3;
        up = up * y + 2.05107837782607147e3;
        up = up * y + 1.23033935479799725e3;
        double down = y + 1.57449261107098347e1;
        down = down * y + 1.17693950891312499e2;
        down = down * y + 5.37181101862009858e2;
        down = down * y + 1.62138957456669019e3;
        down = down * y + 3.29079923573345963e3;
        down = down * y + 4.36261909014324716e3;
        down = down * y + 3.43936767414372164e3;
        down = down * y + 1.23033935480374942e3;
        return up / down;
    }
}
