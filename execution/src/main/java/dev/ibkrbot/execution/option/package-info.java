/** What option trades came to: premium, buckets, rolls, greeks through time and where the profit came from. */
package dev.ibkrbot.execution.option;
