package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.history.JournalStory;
import dev.ibkrbot.cli.history.OrderList;
import dev.ibkrbot.cli.history.Selection;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The orders of the latest run and what became of each. Confined to the main thread. */
@Command(
        name = "orders",
        mixinStandardHelpOptions = true,
        description = "The orders of the latest run and what became of each.",
        footer = {
            "",
            "Examples:",
            "  bot orders --working",
            "  bot orders --mode paper --date 2026-11-18",
            "  bot orders --symbol SPY --json",
            "",
            "Exit 9 when the journal is damaged."
        })
public final class OrdersCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private JournalChoice chosen = new JournalChoice();

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this underlying.")
    private Optional<String> symbol = Optional.empty();

    @Option(names = "--working", description = "Only those that may still trade.")
    private boolean working;

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "Only this New York date.")
    private Optional<LocalDate> date = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        JournalStory story = chosen.story(common);
        Selection selection = Selection.of(symbol, date, story);
        if (terminal.json()) {
            Answer answer = Answer.of("orders", ExitCode.OK);
            OrderList.addTo(answer.root(), story, selection, working);
            answer.printTo(terminal.out());
        } else {
            OrderList.tell(story, selection, working, terminal::sayPlain);
        }
        return ExitCode.OK.number();
    }
}
