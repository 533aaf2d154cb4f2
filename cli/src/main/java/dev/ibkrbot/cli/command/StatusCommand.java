package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ibkrbot.cli.control.ControlFolder;
import dev.ibkrbot.cli.history.JournalStory;
import dev.ibkrbot.cli.history.StatusAnswer;
import dev.ibkrbot.cli.history.StatusText;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.InstanceLock;
import dev.ibkrbot.cli.wiring.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    private JournalChoice chosen = new JournalChoice();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        Path journal = chosen.in(common);
        JournalStory story = JournalStory.read(journal);
        Optional<Boolean> running = Optional.ofNullable(journal.toAbsolutePath().getParent())
                .filter(InstanceLock::isUsed)
                .map(InstanceLock::isHeld);
        List<dev.ibkrbot.execution.control.Command> waiting = waiting(journal);
        if (terminal.json()) {
            Answer answer = Answer.of("status", ExitCode.OK);
            StatusAnswer.addTo(answer.root(), story);
            ArrayNode commands = answer.root().putArray("waitingCommands");
            waiting.forEach(it -> commands.addObject()
                    .put("action", it.action().word())
                    .put("target", it.target())
                    .put("by", it.by())
                    .put("askedAt", it.askedAt().toString())
                    .put("reason", it.reason()));
            answer.root().put("running", running.orElse(null));
            answer.printTo(terminal.out());
        } else {
            StatusText.tell(story, running, terminal::sayPlain);
            waiting.forEach(it -> terminal.sayPlain(
                    "waits     " + it.action().word() + ": " + it.told() + "; takes effect at the next start"));
        }
        return ExitCode.OK.number();
    }

    /** What was asked of the bot and is not in its journal yet. */
    private static List<dev.ibkrbot.execution.control.Command> waiting(Path journal) {
        try {
            return new ControlFolder(new RunFolder(journal.toAbsolutePath().getParent())).commands();
        } catch (IOException e) {
            // Another user's folder: the journal is all there is to see.
            return List.of();
        }
    }
}
