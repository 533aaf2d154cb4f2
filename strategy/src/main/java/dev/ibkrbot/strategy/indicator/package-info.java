/**
 * Incremental indicators: each takes one bar at a time in constant amortised time and allocates nothing after it was
 * built. Where two conventions are in use, both exist as named factories and are never mixed.
 *
 * <p>Values are estimates ({@code double}). Only additions, multiplications, divisions and square roots are used, so
 * the same input gives the same bits on every Java runtime.
 */
package dev.ibkrbot.strategy.indicator;
