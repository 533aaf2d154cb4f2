/**
 * What a seller of options wants to know about yields, volatility and past prices: pure functions on plain columns.
 *
 * <p>All values are estimates ({@code double}). What cannot be told from the arguments is absent, never 0 and never
 * NaN. Everything here is thread-safe, having no state.
 */
package dev.ibkrbot.strategy.analytics;
