/** What the marathon keeps between its looks, and where its volatilities come from. */
package dev.ibkrbot.cli.marathon;
