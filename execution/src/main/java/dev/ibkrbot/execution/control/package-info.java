/** What a person asks of a bot, and how that stands in a journal. */
package dev.ibkrbot.execution.control;
