package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.history.JournalStory;
import dev.ibkrbot.cli.history.PositionList;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the latest run holds, with the exits that work for it. Confined to the main thread. */
@Command(
        name = "positions",
        mixinStandardHelpOptions = true,
        description = "What the latest run holds, with the exits that work for it.",
        footer = {
            "",
            "Examples:",
            "  bot positions",
            "  bot positions --mode paper --json",
            "  bot positions --symbol SPY",
            "",
            "Exit 9 when the journal is damaged."
        })
public final class PositionsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private JournalChoice chosen = new JournalChoice();

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this underlying.")
    private Optional<String> symbol = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        JournalStory story = chosen.story(common);
        if (terminal.json()) {
            Answer answer = Answer.of("positions", ExitCode.OK);
            PositionList.addTo(answer.root(), story, symbol);
            answer.printTo(terminal.out());
        } else {
            PositionList.tell(story, symbol, terminal::sayPlain);
        }
        return ExitCode.OK.number();
    }
}
