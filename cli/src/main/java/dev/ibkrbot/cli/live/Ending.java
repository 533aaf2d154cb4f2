package dev.ibkrbot.cli.live;

import dev.ibkrbot.cli.output.ExitCode;

/**
 * Why a run ends and how its process is to. Immutable.
 *
 * @param code the exit code
 * @param reason for people and the journal
 */
public record Ending(ExitCode code, String reason) {}
