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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings the commands of a folder into an engine, each once: what a journal holds is not done again, though its file may
 * have outlived a kill. What orders are to be changed for, a flatten or a cancel, is not done when it was asked a while
 * ago, as a machine that slept would find it: who asked has long been told that nobody answers. Opened before the
 * engine; afterwards {@link #look} belongs to one thread.
 */
public final class CommandWatch {
    /** How old a flatten or a cancel may be, by the machine's clock. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Duration READ_BY_NOW = Duration.ofMinutes(1);

    private final ControlFolder folder;
    private final Journal journal;
    private final InstantSource clock;
    private final InstantSource machine;
    private final Consumer<String> log;
    private final Set<String> known = new HashSet<>();
    private final List<String> refused = new ArrayList<>();
    private String trouble = "";

    /**
     * Nothing is looked at yet.
     *
     * @param clock engine time
     * @param machine the time commands are asked by
     * @param log hears what cannot be acted on, in one line
     */
    public CommandWatch(
            ControlFolder folder, Journal journal, InstantSource clock, InstantSource machine, Consumer<String> log) {
        this.folder = folder;
        this.journal = journal;
        this.clock = clock;
        this.machine = machine;
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
                refuse(
                        command,
                        command.action().outlivesARun()
                                ? "taken at the start"
                                : CommandJson.NOT_DONE + ": asked before the bot was ready");
            }
            folder.remove(file);
        });
        attempt(() -> folder.sweep(machine.instant().minus(READ_BY_NOW)), new ArrayList<>());
    }

    /** Hands over what has come since; returns at once. */
    public void look(Inbox engine) {
        forEach((file, command) -> {
            if (known.add(command.id())) {
                boolean late = !command.action().outlivesARun() && isStale(command.askedAt());
                engine.post(
                        late
                                ? new EngineEvent.Answered(() -> done(file, command, refuse(command, stale(command))))
                                : new EngineEvent.Commanded(command, outcome -> {
                                    tell(command, outcome);
                                    done(file, command, outcome);
                                }));
            }
        });
        refused.forEach(name -> engine.post(new EngineEvent.Answered(() -> journal.append(JournalRecord.of(
                clock.instant(),
                Records.ALERT,
                JsonBody.object()
                        .text("severity", "WARNING")
                        .text("code", "foreign_command")
                        .text("message", "a file among the commands is none of ours: " + name))))));
        refused.clear();
    }

    private boolean isStale(Instant asked) {
        return Duration.between(asked, machine.instant()).abs().compareTo(FRESH) > 0;
    }

    private String stale(Command command) {
        return CommandJson.NOT_DONE + ": asked at " + command.askedAt() + ", and it is " + machine.instant()
                + "; ask again";
    }

    /** Journals and tells what becomes of a command that the engine does not see. */
    private String refuse(Command command, String outcome) {
        journal.append(CommandJson.record(clock.instant(), command, outcome));
        tell(command, outcome);
        return outcome;
    }

    private void tell(Command command, String outcome) {
        log.accept(command.action().word() + ", " + command.told() + ": " + outcome);
    }

    private interface Taker {
        void take(Path file, Command command) throws IOException;
    }

    private interface Attempt {
        void make() throws IOException;
    }

    private void forEach(Taker taker) {
        List<String> troubles = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        attempt(() -> files.addAll(folder.waiting()), troubles);
        for (Path file : files) {
            attempt(() -> take(file, taker), troubles);
        }
        String now = String.join("; ", troubles);
        if (!now.isEmpty() && !now.equals(trouble)) {
            log.accept("among the commands: " + now);
        }
        trouble = now;
    }

    private void take(Path file, Taker taker) throws IOException {
        Optional<Command> command = folder.read(file);
        if (command.isPresent()) {
            taker.take(file, command.get());
        } else {
            folder.reject(file);
            refused.add(file.getFileName().toString());
            log.accept("not a command of ours, left alone: " + file.getFileName());
        }
    }

    /** One file that cannot be dealt with keeps no other from it, and is told of once, not at every look. */
    private static void attempt(Attempt attempt, List<String> troubles) {
        try {
            attempt.make();
        } catch (IOException e) {
            troubles.add(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    /** On the engine's thread: a few small files. */
    private void done(Path file, Command command, String outcome) {
        List<String> troubles = new ArrayList<>();
        attempt(() -> folder.answer(command.id(), outcome), troubles);
        attempt(() -> folder.remove(file), troubles);
        troubles.forEach(it -> log.accept("after a command: " + it));
    }
}
