package dev.ibkrbot.cli.control;

import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.engine.Inbox;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.order.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings the commands of a folder into an engine, each once: what a journal holds is not done again, though its file may
 * have outlived a kill. Opened before the engine; afterwards {@link #look} belongs to one thread.
 */
public final class CommandWatch {
    private final ControlFolder folder;
    private final Journal journal;
    private final InstantSource clock;
    private final Consumer<String> log;
    private final Set<String> known = new HashSet<>();
    private final Set<Path> refused = new HashSet<>();

    /**
     * Nothing is looked at yet.
     *
     * @param clock engine time
     * @param log hears what cannot be acted on, in one line
     */
    public CommandWatch(ControlFolder folder, Journal journal, InstantSource clock, Consumer<String> log) {
        this.folder = folder;
        this.journal = journal;
        this.clock = clock;
        this.log = log;
    }

    /** Journals what was asked while no bot ran; what makes no sense any more is journaled as not done. */
    public void takeWaiting() {
        journal.read(1, entry -> {
            if (entry.record().type().equals(CommandJson.CONTROL)) {
                known.add(entry.record().parsedBody().requiredText("id"));
            }
        });
        forEach((file, command) -> {
            if (known.add(command.id())) {
                String outcome =
                        command.action().outlivesARun() ? "taken at the start" : "not done: asked while no bot ran";
                journal.append(CommandJson.record(clock.instant(), command, outcome));
                log.accept(command.action().word() + ", " + command.told() + ": " + outcome);
            }
            remove(file);
        });
    }

    /** Hands over what has come since; returns at once. */
    public void look(Inbox engine) {
        forEach((file, command) -> {
            if (known.add(command.id())) {
                engine.post(new EngineEvent.Commanded(command, outcome -> done(file, command, outcome)));
            }
        });
        for (Path file : Set.copyOf(refused)) {
            refused.remove(file);
            engine.post(new EngineEvent.Answered(() -> journal.append(JournalRecord.of(
                    clock.instant(),
                    Records.ALERT,
                    JsonBody.object()
                            .text("severity", "WARNING")
                            .text("code", "foreign_command")
                            .text("message", "a file among the commands is none of ours: " + file.getFileName())))));
        }
    }

    private interface Taker {
        void take(Path file, Command command);
    }

    private void forEach(Taker taker) {
        try {
            for (Path file : folder.waiting()) {
                Optional<Command> command = folder.read(file);
                if (command.isPresent()) {
                    taker.take(file, command.get());
                } else {
                    folder.reject(file);
                    refused.add(file);
                    log.accept("not a command of ours, left alone: " + file.getFileName());
                }
            }
        } catch (IOException e) {
            log.accept("the commands cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** On the engine's thread: a few small files. */
    private void done(Path file, Command command, String outcome) {
        log.accept(command.action().word() + ", " + command.told() + ": " + outcome);
        try {
            folder.answer(command.id(), outcome);
        } catch (IOException e) {
            log.accept("the answer cannot be left: " + e.getClass().getSimpleName());
        }
        remove(file);
    }

    private void remove(Path file) {
        try {
            folder.remove(file);
        } catch (IOException e) {
            log.accept("a command cannot be taken away: " + e.getClass().getSimpleName());
        }
    }
}
