package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.InstanceLock;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.StateFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which run a command is about. Filled by picocli; confined to the main thread. */
final class RunChoice {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "The runs over a gateway in this mode: dry-run, paper or live. Default: the latest run; for what"
                            + " is asked of a bot, the one that runs.")
    private Optional<String> mode = Optional.empty();

    @Option(
            names = "--account",
            paramLabel = "END",
            description = "With --mode: the account, by its last three characters.")
    private Optional<String> account = Optional.empty();

    /** The chosen run, else the latest; a failure when there is none. */
    RunFolder in(Path root) {
        StateFolder state = new StateFolder(root);
        if (mode.isEmpty()) {
            return state.latest()
                    .orElseThrow(() -> failure(
                            "there is no run to look at",
                            root + " holds no run yet",
                            "start one with bot run, or name another folder with --state-dir DIR"));
        }
        List<RunFolder> known = state.accounts(parsed(mode.get())).stream()
                .filter(it -> account.map(it.name()::equals).orElse(true))
                .toList();
        if (known.isEmpty()) {
            throw failure(
                    "there is no run to look at",
                    root + " holds no run in mode " + mode.get()
                            + account.map(it -> " of account ***" + it).orElse(""),
                    "start one with bot run --broker ibkr --mode " + mode.get() + ", or leave --mode out");
        }
        if (known.size() > 1) {
            throw failure(
                    "several accounts were traded in mode " + mode.get(),
                    known.stream().map(it -> "***" + it.name()).collect(Collectors.joining(", ")),
                    "choose one, such as --account " + known.get(0).name());
        }
        return known.get(0);
    }

    /** The run over a gateway that was chosen; without a choice the one that runs now, or the only one. */
    RunFolder overGateway(Path root) {
        if (mode.isPresent()) {
            return in(root);
        }
        StateFolder state = new StateFolder(root);
        List<RunFolder> known = Arrays.stream(BotConfig.Mode.values())
                .flatMap(it -> state.accounts(it).stream())
                .filter(it -> account.map(it.name()::equals).orElse(true))
                .toList();
        List<RunFolder> running =
                known.stream().filter(it -> InstanceLock.isHeld(it.path())).toList();
        List<RunFolder> meant = running.isEmpty() ? known : running;
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw failure(
                meant.isEmpty() ? "there is no run over a gateway" : "it is not clear which bot is meant",
                meant.isEmpty()
                        ? root + " holds none that you may read; simulated runs are not controlled from outside"
                        : (running.isEmpty() ? "none runs now; known are " : "these run now: ")
                                + meant.stream()
                                        .map(it -> it.path().getParent().getFileName() + " ***" + it.name())
                                        .collect(Collectors.joining(", ")),
                meant.isEmpty()
                        ? "name another folder with --state-dir DIR, and ask as the user the bot runs as"
                        : "choose with --mode and --account, such as --mode "
                                + meant.get(0).path().getParent().getFileName() + " --account "
                                + meant.get(0).name());
    }

    private static BotConfig.Mode parsed(String text) {
        return Arrays.stream(BotConfig.Mode.values())
                .filter(it -> it.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE_OR_CONFIGURATION,
                        "there is no run to look at",
                        "--mode '" + text + "' is not one of dry-run, paper, live",
                        "leave it out for the latest run"));
    }

    private static CommandFailure failure(String what, String why, String fix) {
        return new CommandFailure(ExitCode.DATA_MISSING_OR_CORRUPT, what, why, fix);
    }
}
