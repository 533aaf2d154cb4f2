package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.cli.bars.Coverage;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads everything and says what is in it. Confined to the main thread. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Read recorded bars in full and list what they cover, what is missing and what is wrong. Exit 9 when"
                    + " something is wrong."
        },
        footer = {"", "Example:", "  bot data verify data/csv --json"})
final class DataVerifyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "PATH", description = "A Lean folder, a folder of csv files or one csv file.")
    private Path path = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        Coverage coverage = Coverage.of(path, MarketCalendar.nyse());
        List<String> problems = coverage.problems();
        if (problems.isEmpty()) {
            tell(terminal, coverage);
            return ExitCode.OK.number();
        }
        CommandFailure failure = new CommandFailure(
                ExitCode.DATA_MISSING_OR_CORRUPT,
                "the market data has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"),
                String.join("\n       ", problems),
                "correct or replace the files named, then verify again");
        if (terminal.json()) {
            Answer answer = Answer.failed("data verify", failure);
            coverage.addTo(answer.root());
            answer.printTo(terminal.out());
        } else {
            terminal.say(coverage.table());
            coverage.warnings().forEach(terminal::warn);
            terminal.tell("data verify", failure);
        }
        return failure.exitCode().number();
    }

    private static void tell(Terminal terminal, Coverage coverage) {
        if (terminal.json()) {
            Answer answer = Answer.of("data verify", ExitCode.OK);
            coverage.addTo(answer.root());
            answer.printTo(terminal.out());
            return;
        }
        terminal.say(coverage.table());
        coverage.warnings().forEach(terminal::warn);
    }
}
