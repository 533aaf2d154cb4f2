package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns everything that goes wrong in a command into what, why and fix, and an exit code. */
public final class CommandErrors {
    private CommandErrors() {}

    /** Makes the command line answer errors this way. */
    public static CommandLine install(CommandLine commandLine) {
        commandLine.setParameterExceptionHandler(CommandErrors::wrongUse);
        commandLine.setExecutionExceptionHandler(CommandErrors::failed);
        return commandLine;
    }

    private static int wrongUse(ParameterException problem, String[] args) {
        CommandLine commandLine = problem.getCommandLine();
        boolean json = Arrays.asList(args).contains("--json");
        String suggestion = problem instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream()
                        .findFirst()
                        .map(it -> "did you mean " + it + "? ")
                        .orElse("")
                : "";
        String name = commandLine.getCommandSpec().qualifiedName();
        CommandFailure failure = new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "the command line could not be understood",
                plainly(oneLine(problem.getMessage())),
                suggestion + "see " + name + " --help");
        terminal(commandLine, json).tell(commandLine.getCommandName(), failure);
        return failure.exitCode().number();
    }

    private static int failed(Exception problem, CommandLine commandLine, ParseResult parsed) {
        List<String> args = parsed.originalArgs();
        boolean json = args.contains("--json");
        CommandFailure failure = Failures.of(problem);
        terminal(commandLine, json).tell(commandLine.getCommandName(), failure);
        boolean asked =
                args.contains("-vv") || args.stream().filter("-v"::equals).count() >= 2;
        if (asked) {
            problem.printStackTrace(commandLine.getErr());
            commandLine.getErr().flush();
        }
        return failure.exitCode().number();
    }

    private static Terminal terminal(CommandLine commandLine, boolean json) {
        PrintWriter out = commandLine.getOut();
        PrintWriter err = commandLine.getErr();
        return new Terminal(out, err, commandLine.getColorScheme().ansi(), json);
    }

    /** Class names mean nothing to the person who typed a date. */
    private static String plainly(String message) {
        return message.replaceFirst(
                        "cannot convert ('.*') to class java\\.time\\.LocalDate \\(.*\\)$",
                        "$1 is not a date such as 2026-11-18")
                .replaceFirst(
                        "cannot convert ('.*') to class java\\.time\\.LocalTime \\(.*\\)$",
                        "$1 is not a time such as 10:35");
    }

    static String oneLine(String text) {
        return text == null ? "no further detail" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
