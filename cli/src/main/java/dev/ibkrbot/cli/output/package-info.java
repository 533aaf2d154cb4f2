/** What a person or a script sees: exit codes, failures in three lines, tables and JSON answers. */
package dev.ibkrbot.cli.output;
