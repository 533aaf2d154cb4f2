/** Staying polite to a broker that fails: circuit breakers and growing waits. */
package dev.ibkrbot.execution.resilience;
