/**
 * Strict configuration: files, environment and flags in, one immutable {@link dev.ibkrbot.cli.config.BotConfig} out,
 * or every problem at once with its place and its fix. All keys stand in one table.
 */
package dev.ibkrbot.cli.config;
