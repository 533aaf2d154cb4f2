/** The broker that speaks to Interactive Brokers. Empty until the socket protocol is built. */
package dev.ibkrbot.ibkr;
