package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.history.ExplainAnswer;
import dev.ibkrbot.cli.history.ExplainText;
import dev.ibkrbot.cli.history.JournalStory;
import dev.ibkrbot.cli.history.Selection;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says why a run did what it did, from its journal. Confined to the main thread. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Why the latest run did what it did: each evaluation with the answer of every gate, every contract with the"
                    + " rule that rejected it, what each risk check found, orders, fills, exit and profit.",
            "Of a bot that runs from day to day the last day is told, and any other one with --date."
        },
        footer = {
            "",
            "Examples:",
            "  bot explain",
            "  bot explain --mode paper --date 2026-11-18",
            "  bot explain --mode paper --last 3",
            "  bot explain --symbol SPY --at 10:35",
            "  bot explain --trade 3 --json",
            "",
            "Times are New York times. Exit 9 when the journal is damaged, or knows nothing of the date."
        })
public final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private JournalChoice chosen = new JournalChoice();

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this underlying.")
    private Optional<String> symbol = Optional.empty();

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "Only this New York date.")
    private Optional<LocalDate> date = Optional.empty();

    @Option(names = "--at", paramLabel = "HH:MM", description = "Only this minute, New York time.")
    private Optional<LocalTime> at = Optional.empty();

    @Option(names = "--trade", paramLabel = "N", description = "Only the trade with this number.")
    private Optional<Integer> trade = Optional.empty();

    @Option(names = "--last", paramLabel = "N", description = "Only the last N signals.")
    private Optional<Integer> last = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        requirePositive("--trade", trade);
        requirePositive("--last", last);
        JournalStory story = chosen.story(common);
        Selection selection = new Selection(symbol, date, at, trade, last).within(story);
        if (terminal.json()) {
            Answer answer = Answer.of("explain", ExitCode.OK);
            ExplainAnswer.addTo(answer.root(), story, selection);
            answer.printTo(terminal.out());
        } else {
            ExplainText.tell(story, selection, terminal::sayPlain);
        }
        return ExitCode.OK.number();
    }

    private static void requirePositive(String flag, Optional<Integer> number) {
        if (number.isPresent() && number.get() < 1) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was explained",
                    flag + " " + number.get() + " is not 1 or more",
                    "count from 1; bot status lists the trades with their numbers");
        }
    }
}
