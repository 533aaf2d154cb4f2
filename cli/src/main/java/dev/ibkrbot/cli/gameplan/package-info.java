/** Gameplans as files: read strictly, every problem told at once, and never used when there is one. */
package dev.ibkrbot.cli.gameplan;
