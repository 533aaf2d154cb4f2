package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where runs keep what they know: {@code sim/NAME/} for every embedded run and backtest, {@code MODE/ACCOUNT/} for what
 * accumulates over a real broker, where ACCOUNT is the last three characters of the account, and {@code latest} with the
 * name of the newest. Thread-safe.
 */
public final class StateFolder {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_PER_SECOND = 1000;
    private static final String SIMULATED = "sim";
    private static final String LATEST = "latest";

    private final Path root;

    /** The state kept under this folder; it need not exist for looking. */
    public StateFolder(Path root) {
        this.root = root;
    }

    /** The state kept under this folder, which is created and tried; a failure when it cannot be written to. */
    public static StateFolder writable(Path root) {
        StateFolder state = new StateFolder(root);
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, ".probe", ""));
            return state;
        } catch (IOException e) {
            throw state.unusable(e);
        }
    }

    /**
     * A new, empty folder for a simulated run.
     *
     * @param kind what it is, such as "run" or "backtest"; becomes part of its name
     * @param startedAt when it started, by the machine's clock
     */
    public RunFolder newRun(String kind, Instant startedAt) {
        String stamp = kind + "-" + STAMP.format(startedAt);
        Path simulated = root.resolve(SIMULATED);
        try {
            Files.createDirectories(simulated);
            for (int n = 1; n < MOST_PER_SECOND; n++) {
                Path folder = simulated.resolve(n == 1 ? stamp : stamp + "-" + n);
                if (created(folder)) {
                    return new RunFolder(folder);
                }
            }
        } catch (IOException e) {
            throw unusable(e);
        }
        throw unusable(new IOException("too many runs in one second"));
    }

    private static boolean created(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** The folder of an account, created for its owner's eyes alone when it is not there. */
    public RunFolder account(BotConfig.Mode mode, AccountId account) {
        Path folder = root.resolve(mode.word()).resolve(account.shown());
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            return new RunFolder(folder);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The folders of this mode that hold a journal, by name. */
    public List<RunFolder> accounts(BotConfig.Mode mode) {
        Path folder = root.resolve(mode.word());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted()
                    .map(RunFolder::new)
                    .filter(it -> Files.exists(it.journal()))
                    .toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Makes this run the one that status and explain speak of. */
    public void pointTo(RunFolder run) {
        try {
            Path draft = Files.createTempFile(root, ".latest", "");
            Files.writeString(
                    draft,
                    run.path().getParent().getFileName() + "/" + run.path().getFileName() + "\n");
            Files.move(draft, root.resolve(LATEST), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The newest run; absent when there was none yet. */
    public Optional<RunFolder> latest() {
        Path pointer = root.resolve(LATEST);
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        try {
            String name = Files.readString(pointer).strip();
            boolean plainName = name.matches("(sim|dry-run|paper|live)/[A-Za-z0-9-]{1,64}");
            if (!plainName || !Files.isDirectory(root.resolve(name))) {
                throw new CommandFailure(
                        ExitCode.DATA_MISSING_OR_CORRUPT,
                        "the latest run cannot be found",
                        pointer + " names '" + name + "', and there is no such folder",
                        "name a journal file, or start another bot run");
            }
            return Optional.of(new RunFolder(root.resolve(name)));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private CommandFailure unusable(IOException problem) {
        return new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "the state folder cannot be used",
                root + ": " + problem.getClass().getSimpleName() + " " + problem.getMessage(),
                "give another one with --state-dir DIR, or change its permissions",
                problem);
    }
}
