/** When to look at the market: cycles aligned to the session's open, and the hours in which entries are allowed. */
package dev.ibkrbot.execution.schedule;
