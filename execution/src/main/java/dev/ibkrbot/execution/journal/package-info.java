/**
 * The append-only record of everything the engine decided and was told, chained by SHA-256.
 *
 * <p>{@link dev.ibkrbot.execution.journal.Journal} is the port; the memory and the JDBC journal give the same head
 * hash for the same records.
 */
package dev.ibkrbot.execution.journal;
