package dev.ibkrbot.cli.control;

import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Answers commands while a bot waits for its gateway, when it can do nothing yet: they stay where they are, to be
 * journaled at the start. Confined to the main thread.
 */
public final class EarlyAnswers {
    private final Consumer<String> log;
    private final Set<String> answered = new HashSet<>();

    /** {@code log} hears of each command, in one line. */
    public EarlyAnswers(Consumer<String> log) {
        this.log = log;
    }

    /** Answers what has come since. */
    public void look(ControlFolder folder) {
        try {
            for (Command command : folder.commands()) {
                if (answered.add(command.id())) {
                    String outcome = command.action().outlivesARun()
                            ? "taken once the gateway is ready"
                            : CommandJson.NOT_DONE + ": the bot is starting and waits for its gateway";
                    folder.answer(command.id(), outcome);
                    log.accept(command.action().word() + ", " + command.told() + ": " + outcome);
                }
            }
        } catch (IOException e) {
            // Who asks is not answered, and hears so; what waits is looked at again at the start.
            return;
        }
    }
}
