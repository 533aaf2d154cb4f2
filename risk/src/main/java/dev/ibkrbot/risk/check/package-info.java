/** Every check an entry must pass, one class each, in one documented order. */
package dev.ibkrbot.risk.check;
