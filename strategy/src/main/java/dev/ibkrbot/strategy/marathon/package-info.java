/**
 * Twice a day the options best sold on a few symbols, scored by a fixed rule; a month later whether that was right, which
 * the next scores take in.
 */
package dev.ibkrbot.strategy.marathon;
