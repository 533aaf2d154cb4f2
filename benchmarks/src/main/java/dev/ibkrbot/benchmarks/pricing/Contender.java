package dev.ibkrbot.benchmarks.pricing;

import com.opengamma.strata.basics.value.ValueDerivatives;
import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository;
import dev.ibkrbot.broker.pricing.AmericanPricer;
import dev.ibkrbot.broker.pricing.BinomialTree;
import dev.ibkrbot.broker.pricing.EuropeanPricer;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.pricing.OptionInputs;
import dev.ibkrbot.broker.pricing.Valuation;
import net.finmath.functions.AnalyticFormulas;

/** What is timed; each gives a number that depends on all of its work. */
enum Contender {
    LIMIT(Group.EUROPEAN, "one log, three exp, two erfc") {
        @Override
        double value(Quotes q, int i) {
            return BareFunctions.ofEuropeanPrice(q, i);
        }
    },
    OURS(Group.EUROPEAN, "EuropeanPricer.value") {
        @Override
        double value(Quotes q, int i) {
            Valuation value = EuropeanPricer.value(q.inputs(i), q.vol[i]).orElseThrow();
            Greeks greeks = value.greeks();
            return value.price() + greeks.delta() + greeks.gamma() + greeks.vega() + greeks.theta() + greeks.rho();
        }
    },
    STRATA_SEPARATE(Group.EUROPEAN, "Strata, a formula each") {
        @Override
        double value(Quotes q, int i) {
            double s = q.spot[i];
            double k = q.strike[i];
            double t = q.years[i];
            double v = q.vol[i];
            double r = q.rate[i];
            double carry = r - q.yield[i];
            return BlackScholesFormulaRepository.price(s, k, t, v, r, carry, q.call[i])
                    + BlackScholesFormulaRepository.delta(s, k, t, v, r, carry, q.call[i])
                    + BlackScholesFormulaRepository.gamma(s, k, t, v, r, carry)
                    + BlackScholesFormulaRepository.vega(s, k, t, v, r, carry)
                    + BlackScholesFormulaRepository.theta(s, k, t, v, r, carry, q.call[i])
                    + BlackScholesFormulaRepository.rho(s, k, t, v, r, carry, q.call[i]);
        }
    },
    STRATA_ADJOINT(Group.EUROPEAN, "Strata, adjoint, no gamma") {
        @Override
        double value(Quotes q, int i) {
            ValueDerivatives value =
                    BlackFormulaRepository.priceAdjoint(q.forward(i), q.strike[i], q.years[i], q.vol[i], q.call[i]);
            double discount = Math.exp(-q.rate[i] * q.years[i]);
            return discount * (value.getValue() + value.getDerivative(0) + value.getDerivative(3));
        }
    },
    STRATA_ADJOINT_SECOND(Group.EUROPEAN, "Strata, adjoint with gamma") {
        @Override
        double value(Quotes q, int i) {
            var value =
                    BlackFormulaRepository.priceAdjoint2(q.forward(i), q.strike[i], q.years[i], q.vol[i], q.call[i]);
            double discount = Math.exp(-q.rate[i] * q.years[i]);
            ValueDerivatives first = value.getFirst();
            return discount
                    * (first.getValue() + first.getDerivative(0) + first.getDerivative(3) + value.getSecond()[0][0]);
        }
    },
    FINMATH(Group.EUROPEAN, "finmath, a formula each") {
        @Override
        double value(Quotes q, int i) {
            double s = q.spot[i];
            double k = q.strike[i];
            double t = q.years[i];
            double v = q.vol[i];
            double r = q.rate[i];
            return AnalyticFormulas.blackScholesOptionValue(s, r, v, t, k)
                    + AnalyticFormulas.blackScholesOptionDelta(s, r, v, t, k)
                    + AnalyticFormulas.blackScholesOptionGamma(s, r, v, t, k)
                    + AnalyticFormulas.blackScholesOptionVega(s, r, v, t, k)
                    + AnalyticFormulas.blackScholesOptionTheta(s, r, v, t, k)
                    + AnalyticFormulas.blackScholesOptionRho(s, r, v, t, k);
        }
    },
    OUR_VOLATILITY(Group.VOLATILITY, "EuropeanPricer.impliedVolatility") {
        @Override
        double value(Quotes q, int i) {
            return EuropeanPricer.impliedVolatility(q.inputs(i), q.price[i]).orElseThrow();
        }
    },
    STRATA_VOLATILITY(Group.VOLATILITY, "Strata") {
        @Override
        double value(Quotes q, int i) {
            double undiscounted = q.price[i] * Math.exp(q.rate[i] * q.years[i]);
            return BlackFormulaRepository.impliedVolatility(
                    undiscounted, q.forward(i), q.strike[i], q.years[i], q.call[i]);
        }
    },
    FINMATH_VOLATILITY(Group.VOLATILITY, "finmath") {
        @Override
        double value(Quotes q, int i) {
            double discount = Math.exp(-q.rate[i] * q.years[i]);
            double parity = q.call[i] ? 0 : discount * (q.forward(i) - q.strike[i]);
            return AnalyticFormulas.blackScholesOptionImpliedVolatility(
                    q.forward(i), q.years[i], q.strike[i], discount, q.price[i] + parity);
        }
    },
    VOLATILITY_AND_DELTA(Group.QUOTES, "implied volatility and delta") {
        @Override
        double value(Quotes q, int i) {
            OptionInputs inputs = q.inputs(i);
            double vol = EuropeanPricer.impliedVolatility(inputs, q.price[i]).orElseThrow();
            return EuropeanPricer.greeks(inputs, vol).orElseThrow().delta();
        }
    },
    FAST(Group.AMERICAN, "AmericanPricer.fast") {
        @Override
        double value(Quotes q, int i) {
            return AmericanPricer.fast().price(q.put(i), q.vol[i]);
        }
    },
    ACCURATE(Group.AMERICAN, "AmericanPricer.accurate") {
        @Override
        double value(Quotes q, int i) {
            return AmericanPricer.accurate().price(q.put(i), q.vol[i]);
        }
    },
    TREE(Group.AMERICAN, "BinomialTree, 501 steps") {
        @Override
        double value(Quotes q, int i) {
            return BinomialTree.american(q.put(i), q.vol[i], 501);
        }
    };

    /** What is comparable. */
    enum Group {
        EUROPEAN("European price and five greeks"),
        VOLATILITY("implied volatility"),
        QUOTES("a quote"),
        AMERICAN("American put");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Group group;
    private final String title;

    Contender(Group group, String title) {
        this.group = group;
        this.title = title;
    }

    Group group() {
        return group;
    }

    String title() {
        return title;
    }

    abstract double value(Quotes quotes, int i);
}
