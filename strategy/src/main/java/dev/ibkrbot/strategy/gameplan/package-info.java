/** What a day may trade, as an operator laid it down in the morning, and the gates it sets before an entry. */
package dev.ibkrbot.strategy.gameplan;
