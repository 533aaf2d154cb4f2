/** The broker that speaks to Interactive Brokers over the socket of IB Gateway or TWS. */
package dev.ibkrbot.ibkr;
