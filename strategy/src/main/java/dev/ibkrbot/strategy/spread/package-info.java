/** Verticals and iron condors sold for a credit, each as one combination. */
package dev.ibkrbot.strategy.spread;
