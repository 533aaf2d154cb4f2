package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.history.JournalStory;
import dev.ibkrbot.cli.history.StatusAnswer;
import dev.ibkrbot.cli.history.StatusText;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what the latest run did and holds, from its journal. Confined to the main thread. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "What the latest run did and holds, from the proven records of its journal.",
        footer = {
            "",
            "Examples:",
            "  bot status",
            "  bot status --mode paper",
            "  bot status --json state/sim/NAME/journal.db",
            "",
            "Exit 9 when the journal is damaged."
        })
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private RunChoice run = new RunChoice();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Journal; default: that of the latest run.")
    private Optional<Path> file = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        JournalStory story = JournalStory.read(JournalFiles.chosen(file, run, common));
        if (terminal.json()) {
            Answer answer = Answer.of("status", ExitCode.OK);
            StatusAnswer.addTo(answer.root(), story);
            answer.printTo(terminal.out());
        } else {
            StatusText.tell(story, terminal::sayPlain);
        }
        return ExitCode.OK.number();
    }
}
