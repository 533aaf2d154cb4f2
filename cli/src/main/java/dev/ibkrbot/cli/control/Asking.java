package dev.ibkrbot.cli.control;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.InstanceLock;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.execution.control.Command;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks something of the bot of a folder. Confined to the main thread. */
public final class Asking {
    private static final int TRIES = 50;
    private static final long TRY_MILLIS = 100;

    private Asking() {}

    /**
     * What came of it. Immutable.
     *
     * @param command as it was left
     * @param running whether a bot runs
     * @param outcome of it; absent when no bot runs, or when it has not answered within five seconds
     */
    public record Answer(Command command, boolean running, Optional<String> outcome) {}

    /** Leaves the command and waits for the answer of the bot, where one runs. */
    public static Answer ask(RunFolder run, Command.Action action, String target, String reason, Instant now) {
        boolean running = InstanceLock.isHeld(run.path());
        if (!running && !action.outlivesARun()) {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "nothing was asked",
                    "no bot runs with the account ***" + run.name() + " in mode "
                            + run.path().getParent().getFileName(),
                    "start it with bot run, or act in TWS; orders that protect positions rest at the broker");
        }
        ControlFolder folder = new ControlFolder(run);
        try {
            byte[] random = new byte[4];
            new SecureRandom().nextBytes(random);
            String id = String.format(Locale.ROOT, "%013d-%s-", now.toEpochMilli(), action.word())
                    + HexFormat.of().formatHex(random);
            Command command = new Command(id, action, target, folder.owner(), now, reason);
            try (WatchService watch = FileSystems.getDefault().newWatchService()) {
                folder.path().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
                folder.leave(command);
                return new Answer(command, running, running ? await(folder, id, watch) : Optional.empty());
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "the command cannot be left for the bot",
                    folder.path() + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    "run this as the user the bot runs as, on a file system with owners and permissions",
                    e);
        }
    }

    private static Optional<String> await(ControlFolder folder, String id, WatchService watch) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Optional<String> answer = folder.takeAnswer(id);
            if (answer.isPresent()) {
                return answer;
            }
            try {
                Optional.ofNullable(watch.poll(TRY_MILLIS, TimeUnit.MILLISECONDS))
                        .ifPresent(key -> {
                            key.pollEvents();
                            key.reset();
                        });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
