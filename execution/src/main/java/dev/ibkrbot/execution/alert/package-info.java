/**
 * Tells people what they should know, over the channels they chose, without ever holding up trading. The journal is the
 * outbox: an alert is a view of a journal record, and what each channel has taken is kept as a position in the journal.
 */
package dev.ibkrbot.execution.alert;
