package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.history.JournalStory;
import dev.ibkrbot.cli.history.Selection;
import dev.ibkrbot.cli.history.TradeList;
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

/** The closed trades of the latest run: profit, fees, why each ended, and what they come to. Confined to the main thread. */
@Command(
        name = "trades",
        mixinStandardHelpOptions = true,
        description = "The closed trades of the latest run: profit, fees, why each ended, and what they come to.",
        footer = {
            "",
            "Examples:",
            "  bot trades",
            "  bot trades --mode paper --date 2026-11-18",
            "  bot trades --symbol SPY --json",
            "",
            "Exit 9 when the journal is damaged."
        })
public final class TradesCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private JournalChoice chosen = new JournalChoice();

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this underlying.")
    private Optional<String> symbol = Optional.empty();

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
            Answer answer = Answer.of("trades", ExitCode.OK);
            TradeList.addTo(answer.root(), story, selection);
            answer.printTo(terminal.out());
        } else {
            TradeList.tell(story, selection, terminal::sayPlain);
        }
        return ExitCode.OK.number();
    }
}
