/** One connection with a gateway: opening, readiness, heartbeat, reconnecting, and the paced way out. */
package dev.ibkrbot.ibkr.session;
