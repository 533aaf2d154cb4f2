/** How a broker says that it could not answer, and what may be done about it. */
package dev.ibkrbot.broker.error;
