package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Holds a folder for one process. It is the system's lock on a file, so one that was killed holds nothing; the file
 * itself stays. Thread-safe; closing lets go.
 */
public final class InstanceLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the folder, which exists; a failure with exit code 11 when another holds it. */
    public static InstanceLock of(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Twice, because somebody may just be looking whether it is held.
            if (tryLock(channel).isPresent() || tryLock(channel).isPresent()) {
                return new InstanceLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "the state folder cannot be locked",
                    file + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    "use a local disk for the state folder, or change its permissions",
                    e);
        }
        throw new CommandFailure(
                ExitCode.ANOTHER_INSTANCE,
                "another bot runs with this account and mode",
                "it holds " + file,
                "stop the other one, or give this one an account of its own");
    }

    /**
     * Whether a process holds the folder now. It looks by taking the lock for a moment, and is not for the process that
     * holds it, which could lose it by that.
     */
    public static boolean isHeld(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return tryLock(channel).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("it cannot be told whether a bot runs: " + file, e);
        }
    }

    /** Whether runs of this folder are held at all: those of the embedded exchange are not. */
    public static boolean isUsed(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            // Held in this very process.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock cannot be released", e);
        }
    }
}
