package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.pricing.Greeks;
import java.time.Instant;

/**
 * Greeks of all options held at one moment, by their quantities. Estimates. Immutable.
 *
 * @param at when
 * @param delta as so many shares
 * @param gamma change of delta per 1.00 of the underlyings' prices
 * @param vegaPerPoint gain per percentage point of volatility, in money
 * @param thetaPerDay gain per calendar day, in money
 */
public record GreekPoint(Instant at, double delta, double gamma, double vegaPerPoint, double thetaPerDay) {
    static GreekPoint of(OptionMoment moment) {
        double delta = 0;
        double gamma = 0;
        double vega = 0;
        double theta = 0;
        for (OptionMark mark : moment.marks()) {
            if (!mark.held().isZero()) {
                double shares = Step.shares(mark);
                Greeks greeks = mark.greeks().orElseThrow();
                delta += shares * greeks.delta();
                gamma += shares * greeks.gamma();
                vega += shares * greeks.vegaPerPoint();
                theta += shares * greeks.thetaPerDay();
            }
        }
        return new GreekPoint(moment.at(), delta, gamma, vega, theta);
    }
}
