/** What is observed: bars in columns, quotes with their quality and time, and the role that answers for them. */
package dev.ibkrbot.broker.market;
