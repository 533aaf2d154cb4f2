/** What a journal tells about a run, for people and for scripts. Nothing here changes a journal. */
package dev.ibkrbot.cli.history;
