/**
 * Past days on which a recipe would have called for selling an option, and how the underlying moved afterwards. A screen
 * of ideas, not a profit and loss: it knows no strikes, premiums, fees or overlapping trades.
 */
package dev.ibkrbot.strategy.screen;
