/** What an account must have standing behind its positions, by the American rules for margin accounts. */
package dev.ibkrbot.broker.margin;
