/** What speaks for and against believing a backtest. */
package dev.ibkrbot.cli.trust;
