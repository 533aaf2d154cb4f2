/** What is asked of the market and reported back: orders, their identities, events, and the order entry role. */
package dev.ibkrbot.broker.order;
