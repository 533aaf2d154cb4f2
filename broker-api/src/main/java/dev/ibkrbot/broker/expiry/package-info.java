/** How options end: when they trade last, who exercises, what a short position owes, and what warns of it. */
package dev.ibkrbot.broker.expiry;
