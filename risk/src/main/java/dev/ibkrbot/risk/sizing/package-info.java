/** How many contracts an account can carry, by risk, position size, cash and count. */
package dev.ibkrbot.risk.sizing;
