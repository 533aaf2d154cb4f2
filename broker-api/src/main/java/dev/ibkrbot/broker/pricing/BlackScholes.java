package dev.ibkrbot.broker.pricing;

import dev.ibkrbot.broker.instrument.Right;
import java.util.Optional;

/**
 * Black, Scholes and Merton's formula: one density and two tails of the normal distribution, of which price and greeks
 * are all made. The discounted spot times the density at d1 is the discounted strike times the density at d2, so one
 * density serves both. No step subtracts nearly equal numbers, so that the relative error stays small far out of the
 * money, where the textbook formula loses every digit. Immutable.
 */
final class BlackScholes {
    private static final double NEARLY_AT_THE_MONEY = 0.5;

    private final OptionInputs inputs;
    /** Of today: discounted by the dividend yield. */
    private final double spot;
    /** Of today: discounted by the rate. */
    private final double strike;
    /** log(forward / strike), exact to the last places near the money too. */
    private final double x;

    BlackScholes(OptionInputs inputs) {
        this.inputs = inputs;
        double years = inputs.yearsToExpiry();
        this.spot = inputs.spot() * Elementary.exp(-inputs.dividendYield() * years);
        this.strike = inputs.strike() * Elementary.exp(-inputs.rate() * years);
        double excess = (inputs.spot() - inputs.strike()) / inputs.strike();
        double logRatio = Math.abs(excess) < NEARLY_AT_THE_MONEY
                ? Elementary.log1p(excess)
                : Elementary.log(inputs.spot() / inputs.strike());
        this.x = logRatio + (inputs.rate() - inputs.dividendYield()) * years;
    }

    double x() {
        return x;
    }

    /** The discounted intrinsic value, what the price is without volatility. */
    double intrinsic() {
        boolean inTheMoney = inputs.right() == Right.CALL ? x > 0 : x < 0;
        if (!inTheMoney) {
            return 0;
        }
        double value;
        if (inputs.rate() == inputs.dividendYield() || inputs.yearsToExpiry() == 0) {
            double discount = Elementary.exp(-inputs.rate() * inputs.yearsToExpiry());
            value = discount * (inputs.spot() - inputs.strike());
        } else if (Math.abs(x) < NEARLY_AT_THE_MONEY) {
            value = strike * Elementary.expm1(x);
        } else {
            value = spot - strike;
        }
        return Math.abs(value);
    }

    /** What the price approaches as volatility grows. */
    double bound() {
        return inputs.right() == Right.CALL ? spot : strike;
    }

    /** Of the normalised price. Two roots, since the product of spot and strike could overflow. */
    double scale() {
        return Math.sqrt(spot) * Math.sqrt(strike);
    }

    At at(double vol) {
        return new At(vol);
    }

    /** The formula at one volatility. Immutable. */
    final class At {
        private final double vol;
        private final double root;
        private final double s;
        private final double d1;
        private final double d2;
        /** At d1, times the discounted spot. */
        private final double density;
        /** Of the normal distribution beyond |d1|, over its density there. */
        private final double spotTail;
        /** Of the normal distribution beyond |d2|, over its density there. */
        private final double strikeTail;

        private At(double vol) {
            this.vol = vol;
            this.root = Math.sqrt(inputs.yearsToExpiry());
            this.s = vol * root;
            double ratio = s == 0 && x == 0 ? 0 : x / s;
            this.d1 = ratio + 0.5 * s;
            this.d2 = ratio - 0.5 * s;
            this.density = spot * NormalCurve.density(d1);
            this.spotTail = NormalCurve.tailOverDensity(Math.abs(d1));
            this.strikeTail = NormalCurve.tailOverDensity(Math.abs(d2));
        }

        double price() {
            double intrinsic = intrinsic();
            return s > 0 ? Math.min(intrinsic + outOfTheMoney(), bound()) : intrinsic;
        }

        private double outOfTheMoney() {
            double u = Math.abs(x) / s;
            double t = 0.5 * s;
            if (NormalizedBlack.isSmall(u, t)) {
                return density == 0 ? 0 : density * NormalizedBlack.differenceBySeries(u, t);
            }
            return u >= t
                    ? density * Math.abs(spotTail - strikeTail)
                    : (x > 0 ? strike : spot) - density * (spotTail + strikeTail);
        }

        Optional<Greeks> greeks() {
            if (s == 0 && x == 0) {
                return Optional.empty();
            }
            double spotPart = spotPart();
            double strikePart = part(strike, density * strikeTail, d2);
            double delta = spotPart / inputs.spot();
            double gamma = density == 0 ? 0 : density / (inputs.spot() * inputs.spot() * s);
            double vega = density * root;
            double decay = density == 0 ? 0 : 0.5 * density * vol / root;
            double theta = inputs.dividendYield() * spotPart - inputs.rate() * strikePart - decay;
            double rho = inputs.yearsToExpiry() * strikePart;
            boolean finite = Double.isFinite(gamma) && Double.isFinite(vega) && Double.isFinite(theta);
            return finite ? Optional.of(new Greeks(delta, gamma, vega, theta, rho)) : Optional.empty();
        }

        /** What the holder has in the underlying: delta times spot. */
        double spotPart() {
            return part(spot, density * spotTail, d1);
        }

        /** Of the amount, by the holder's sign, what the normal distribution of d gives a call, and of -d a put. */
        private double part(double amount, double tail, double d) {
            double ofCall = d > 0 ? amount - tail : tail;
            double ofPut = d > 0 ? tail : amount - tail;
            return inputs.right() == Right.CALL ? ofCall : -ofPut;
        }
    }
}
