/**
 * What a strategy is: immutable rules that open a run per symbol and session; the run takes bars one by one and holds
 * the current answer. The same code runs live and in backtests.
 */
package dev.ibkrbot.strategy;
