/** Selling options against cash or shares: what could be sold, ranked, with the reason for everything that was not. */
package dev.ibkrbot.strategy.wheel;
