/** Scalp: short trend against the session's average price, on one-minute bars. */
package dev.ibkrbot.strategy.scalp;
