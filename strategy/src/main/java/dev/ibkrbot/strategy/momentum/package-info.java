/** Strategy A: trades the crossing of two averages, confirmed by strength and the volume-weighted price. */
package dev.ibkrbot.strategy.momentum;
