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
 * itself stays. Of its two bytes the first belongs to the holder, and the second shows that there is one: whoever looks
 * touches the second alone, so that looking keeps nobody from holding. Thread-safe; closing lets go.
 */
public final class InstanceLock implements AutoCloseable {
    private static final String NAME = "lock";
    private static final long HOLDER = 0;
    private static final long SHOWN = 1;

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the folder, which exists; a failure with exit code 11 when another holds it. */
    public static InstanceLock of(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel, HOLDER, false).isPresent()) {
                show(channel);
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

    /** Waits for those who just look, each of whom does so for no longer than a moment. */
    private static void show(FileChannel channel) throws IOException {
        while (true) {
            try {
                channel.lock(SHOWN, 1, false);
                return;
            } catch (OverlappingFileLockException e) {
                // Somebody looks in this very process, where nobody waits for another.
                Thread.onSpinWait();
            }
        }
    }

    /**
     * Whether a process holds the folder now. Not for the process that holds it, which loses every lock on a file with
     * the first channel it closes.
     */
    public static boolean isHeld(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return tryLock(channel, SHOWN, true).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("it cannot be told whether a bot runs: " + file, e);
        }
    }

    /** Whether runs of this folder are held at all: those of the embedded exchange are not. */
    public static boolean isUsed(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    private static Optional<FileLock> tryLock(FileChannel channel, long place, boolean shared) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(place, 1, shared));
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
