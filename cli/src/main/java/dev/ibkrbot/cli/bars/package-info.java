/** Files of recorded or generated bars: written whole or not at all, and checked. */
package dev.ibkrbot.cli.bars;
