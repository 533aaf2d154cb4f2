/** A run over a gateway in real time: which account, one process, restored state, and an orderly end. */
package dev.ibkrbot.cli.live;
