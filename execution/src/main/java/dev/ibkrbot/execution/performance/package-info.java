/**
 * What a run earned and what it risked: statistics, equity curve and trades, collected while the run goes on in memory
 * that does not grow with the number of bars.
 */
package dev.ibkrbot.execution.performance;
