/**
 * Option mathematics: European and American price, greeks and implied volatility, discrete dividends. Estimates, hence
 * {@code double}; the same on every JVM, because only plain arithmetic and {@link java.lang.StrictMath} are used. No
 * result is ever NaN.
 *
 * <p>Units: vega and rho per 1.00 (100 percentage points) of volatility and rate, theta per year;
 * {@link dev.ibkrbot.broker.pricing.Greeks} converts to the points and days in which IBKR quotes.
 */
package dev.ibkrbot.broker.pricing;
