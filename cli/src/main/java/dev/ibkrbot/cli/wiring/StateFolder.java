package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Where runs keep what they know: {@code sim/NAME/} for every embedded run and backtest, and {@code sim/latest} with
 * the name of the newest. Thread-safe.
 */
public final class StateFolder {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_PER_SECOND = 1000;

    private final Path simulated;

    /** The state kept under this folder; it need not exist for looking. */
    public StateFolder(Path root) {
        this.simulated = root.resolve("sim");
    }

    /** The state kept under this folder, which is created and tried; a failure when it cannot be written to. */
    public static StateFolder writable(Path root) {
        StateFolder state = new StateFolder(root);
        try {
            Files.createDirectories(state.simulated);
            Files.delete(Files.createTempFile(state.simulated, ".probe", ""));
            return state;
        } catch (IOException e) {
            throw state.unwritable(e);
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
        try {
            Files.createDirectories(simulated);
            for (int n = 1; n < MOST_PER_SECOND; n++) {
                Path folder = simulated.resolve(n == 1 ? stamp : stamp + "-" + n);
                if (created(folder)) {
                    return new RunFolder(folder);
                }
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        throw unwritable(new IOException("too many runs in one second"));
    }

    private static boolean created(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Makes this run the one that status and explain speak of. */
    public void pointTo(RunFolder run) {
        try {
            Path draft = Files.createTempFile(simulated, ".latest", "");
            Files.writeString(draft, run.path().getFileName() + "\n");
            Files.move(draft, simulated.resolve("latest"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** The newest run; absent when there was none yet. */
    public Optional<RunFolder> latest() {
        Path pointer = simulated.resolve("latest");
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        try {
            String name = Files.readString(pointer).strip();
            Path folder = simulated.resolve(name);
            boolean plainName = name.matches("[A-Za-z0-9-]{1,64}");
            if (!plainName || !Files.isDirectory(folder)) {
                throw new CommandFailure(
                        ExitCode.DATA_MISSING_OR_CORRUPT,
                        "the latest run cannot be found",
                        pointer + " names '" + name + "', and there is no such folder",
                        "name a journal file, or start another bot run");
            }
            return Optional.of(new RunFolder(folder));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private CommandFailure unwritable(IOException problem) {
        return new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "the state folder cannot be used",
                simulated + ": " + problem.getClass().getSimpleName() + " " + problem.getMessage(),
                "give another one with --state-dir DIR, or change its permissions",
                problem);
    }
}
