/** From a right and a chain to one contract: which strikes are near, which are liquid, which is cheapest to cross. */
package dev.ibkrbot.strategy.selection;
