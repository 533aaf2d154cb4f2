package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.control.Asking;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.control.Command.Action;
import dev.ibkrbot.execution.control.CommandJson;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that control a bot from another shell. Confined to the main thread. */
public final class ControlCommands {
    private ControlCommands() {}

    /** What they share. Filled by picocli. */
    abstract static class Control implements Callable<Integer> {
        @Mixin
        private CommonOptions common = new CommonOptions();

        @Mixin
        private RunChoice run = new RunChoice();

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; journaled with who asked and when.")
        private String reason = "";

        @Spec
        private CommandSpec spec;

        abstract Action action();

        /** What it is aimed at; empty for what concerns the whole bot. */
        String target() {
            return "";
        }

        @Override
        public Integer call() {
            Terminal terminal = common.terminal(spec);
            String target = target();
            String why = reason.strip();
            if (!dev.ibkrbot.execution.control.Command.isPlain(why)) {
                throw refused(
                        "the reason is longer than " + dev.ibkrbot.execution.control.Command.LONGEST_REASON
                                + " characters, or holds some that cannot be read",
                        "say it shorter, in one line");
            }
            RunFolder folder = run.overGateway(common.stateFolder());
            Asking.Answer answer = Asking.ask(folder, action(), target, why, SystemTime.CLOCK.instant());
            if (answer.running() && answer.outcome().isEmpty()) {
                throw new CommandFailure(
                        ExitCode.INTERNAL_ERROR,
                        "the bot has not answered",
                        "it holds its folder and has not taken the command within five seconds",
                        action().outlivesARun()
                                ? "look at it with bot status; the command waits, and the next start takes it, too"
                                : "look at it with bot status, or act in TWS; the command waits for five minutes");
            }
            String outcome = answer.outcome()
                    .orElse("no bot runs over a gateway with this account; takes effect at its next start");
            ExitCode code = outcome.startsWith(CommandJson.NOT_DONE) ? ExitCode.USAGE_OR_CONFIGURATION : ExitCode.OK;
            if (terminal.json()) {
                Answer json = Answer.of(action().word(), code);
                json.root()
                        .put("mode", mode(folder))
                        .put("account", "***" + folder.name())
                        .put("running", answer.running())
                        .put("by", answer.command().by())
                        .put("outcome", outcome);
                json.printTo(terminal.out());
            } else {
                terminal.sayPlain(action().word() + " " + mode(folder) + " ***" + folder.name() + ": " + outcome);
            }
            return code.number();
        }

        private static String mode(RunFolder folder) {
            return folder.path().getParent().getFileName().toString();
        }

        static CommandFailure refused(String why, String fix) {
            return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "nothing was asked", why, fix);
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "No entries until bot resume; working entries and exits go on. Also when no bot runs.")
    public static final class Pause extends Control {
        @Override
        Action action() {
            return Action.PAUSE;
        }
    }

    @Command(
            name = "halt",
            mixinStandardHelpOptions = true,
            description =
                    "No entries until bot resume, and working entries are canceled; what protects positions stays. A"
                            + " halted bot without positions does not start: exit 10.")
    public static final class Halt extends Control {
        @Override
        Action action() {
            return Action.HALT;
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Entries are allowed again after bot pause or bot halt.")
    public static final class Resume extends Control {
        @Override
        Action action() {
            return Action.RESUME;
        }
    }

    @Command(
            name = "flatten",
            mixinStandardHelpOptions = true,
            description = "Close positions of a running bot: their orders are canceled first. Entries go on afterwards;"
                    + " pause first to stay flat.")
    public static final class Flatten extends Control {
        @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this underlying; default: all.")
        private Optional<String> symbol = Optional.empty();

        @Override
        Action action() {
            return Action.FLATTEN;
        }

        @Override
        String target() {
            try {
                return symbol.map(it -> new Symbol(it).value()).orElse(dev.ibkrbot.execution.control.Command.ALL);
            } catch (IllegalArgumentException e) {
                throw refused("--symbol: " + e.getMessage(), "write it in capitals, such as SPY");
            }
        }
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Cancel working entries of a running bot. Orders that protect a position are not canceled.")
    public static final class Cancel extends Control {
        @Parameters(paramLabel = "REF", description = "The entry, as bot status names it, or all.")
        private String ref = "";

        @Override
        Action action() {
            return Action.CANCEL;
        }

        @Override
        String target() {
            if (!ref.matches("[!-~]{1,24}")) {
                throw refused("'" + ref + "' is no reference of an order", "copy it from bot status, or say all");
            }
            return ref;
        }
    }
}
