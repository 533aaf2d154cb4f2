package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.config.ConfigResult;
import dev.ibkrbot.cli.config.Problem;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a refused configuration as a failed command. */
public final class ConfigFailures {
    private ConfigFailures() {}

    /**
     * All errors as one failure; of several, each has a line of its own in the cause. Exit code 2, or 5 when nothing is
     * wrong but that mode, account and port do not agree.
     */
    public static CommandFailure of(ConfigResult.Invalid invalid) {
        List<Problem> errors = invalid.errors();
        ExitCode code = errors.stream().allMatch(Problem::mismatch)
                ? ExitCode.ACCOUNT_OR_MODE_MISMATCH
                : ExitCode.USAGE_OR_CONFIGURATION;
        if (errors.size() == 1) {
            Problem only = errors.get(0);
            String why = only.origin() + ": " + (only.key().isEmpty() ? "" : only.key() + ": ") + only.what();
            return new CommandFailure(code, "the configuration cannot be used", why, only.fix());
        }
        return new CommandFailure(
                code,
                "the configuration cannot be used: " + errors.size() + " problems",
                errors.stream().map(Problem::line).collect(Collectors.joining("\n       ")),
                "correct these lines; 'bot config init' writes a file with every key");
    }
}
