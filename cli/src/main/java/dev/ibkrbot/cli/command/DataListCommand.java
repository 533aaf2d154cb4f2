package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.cli.bars.Coverage;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is in a folder of market data. Confined to the main thread. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List what recorded data covers: symbols, kinds, dates, missing sessions, sizes. What is wrong with it is told,"
                    + " but does not fail; bot data verify does."
        },
        footer = {"", "Example:", "  bot data list data/ibkr --json"})
final class DataListCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(
            paramLabel = "PATH",
            description = "A folder of bot data download or record, a Lean folder, csv files or one csv file.")
    private Path path = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        Coverage coverage = Coverage.of(path, MarketCalendar.nyse());
        if (terminal.json()) {
            Answer answer = Answer.of("data list", ExitCode.OK);
            coverage.addTo(answer.root());
            answer.printTo(terminal.out());
        } else {
            terminal.say(coverage.list());
            coverage.warnings().forEach(terminal::warn);
            coverage.problems().forEach(terminal::warn);
        }
        return ExitCode.OK.number();
    }
}
