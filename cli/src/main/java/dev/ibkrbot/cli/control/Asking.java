package dev.ibkrbot.cli.control;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.InstanceLock;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.execution.control.Command;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
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
            throw noBot(run);
        }
        ControlFolder folder = new ControlFolder(run);
        try {
            String by = user(run);
            folder.create();
            Command command = new Command(id(folder, action, now), action, target, by, now, reason);
            try (WatchService watch = FileSystems.getDefault().newWatchService()) {
                folder.path().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
                folder.leave(command);
                return running ? answer(run, folder, command, watch) : new Answer(command, false, Optional.empty());
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "the command cannot be left for the bot",
                    folder.path() + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    "look for a full disk; the state folder wants a file system with owners and permissions",
                    e);
        }
    }

    private static CommandFailure noBot(RunFolder run) {
        return new CommandFailure(
                ExitCode.DATA_MISSING_OR_CORRUPT,
                "nothing was asked",
                "no bot runs with the account ***" + run.name() + " in mode "
                        + run.path().getParent().getFileName(),
                "start it with bot run, or act in TWS; orders that protect positions rest at the broker");
    }

    /** The user this process runs as: the bot listens to its own alone, and nothing of another's is left behind. */
    private static String user(RunFolder run) throws IOException {
        Path probe = Files.createTempFile(run.path(), ".asked", "");
        String user = Files.getOwner(probe).getName();
        Files.delete(probe);
        String owner = Files.getOwner(run.path()).getName();
        if (!user.equals(owner)) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was asked",
                    "the bot's folder belongs to " + owner + ", and you are " + user,
                    "ask as the user the bot runs as, such as with sudo -u " + owner);
        }
        return owner;
    }

    private static String id(ControlFolder folder, Command.Action action, Instant now) throws IOException {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return String.format(Locale.ROOT, "%013d-%s-", folder.nextMoment(now), action.word())
                + HexFormat.of().formatHex(random);
    }

    private static Answer answer(RunFolder run, ControlFolder folder, Command command, WatchService watch)
            throws IOException {
        Optional<String> outcome = await(folder, command.id(), watch);
        if (outcome.isPresent()) {
            return new Answer(command, true, outcome);
        }
        if (!folder.commands().contains(command)) {
            return new Answer(command, true, Optional.of("taken; bot status tells what came of it"));
        }
        if (InstanceLock.isHeld(run.path())) {
            return new Answer(command, true, Optional.empty());
        }
        if (!command.action().outlivesARun()) {
            throw noBot(run);
        }
        return new Answer(command, false, Optional.empty());
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
