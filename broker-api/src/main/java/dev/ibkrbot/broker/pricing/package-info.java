/**
 * Option mathematics: European price, greeks and implied volatility. Estimates, hence {@code double}; the same on every
 * JVM, because only {@link java.lang.StrictMath} is used. No result is ever NaN.
 */
package dev.ibkrbot.broker.pricing;
