/** A whole run in simulated time: the engine over the simulated exchange, what it did, and what came of it. */
package dev.ibkrbot.cli.backtest;
