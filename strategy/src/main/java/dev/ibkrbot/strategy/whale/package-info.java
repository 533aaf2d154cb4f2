/** Whale: a breakout of the close on unusual volume, on hourly bars. */
package dev.ibkrbot.strategy.whale;
