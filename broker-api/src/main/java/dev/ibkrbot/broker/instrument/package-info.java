/** What is traded: symbols, stocks, indexes, option contracts, combos, chains, and the legal price grid of each. */
package dev.ibkrbot.broker.instrument;
