/** One class per command: its flags, what it says, and how it ends. */
package dev.ibkrbot.cli.command;
