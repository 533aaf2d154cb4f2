/** Which strategy a day calls for, from the volatility index and what stands against trading. */
package dev.ibkrbot.strategy.regime;
