/** Exact numbers: prices, money, quantities and percentages as scaled longs, never binary fractions. */
package dev.ibkrbot.broker.value;
