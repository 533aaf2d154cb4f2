package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps previews a minute apart, over all processes with this state folder: at most one a minute and account. What counts
 * is when the last one began. Immutable.
 */
public final class WhatIfPause {
    private static final Duration APART = Duration.ofMinutes(1);

    private final Path file;

    /** Of this account. */
    public WhatIfPause(Path stateFolder, AccountId account) {
        file = stateFolder.resolve("whatif-" + account.shown());
    }

    /** How long to wait before the next; zero for not at all. A file that tells no past moment asks for no waiting. */
    public Duration left(Instant now) {
        try {
            Duration passed =
                    Duration.between(Instant.parse(Files.readString(file).strip()), now);
            boolean recent = !passed.isNegative() && passed.compareTo(APART) < 0;
            return recent ? APART.minus(passed) : Duration.ZERO;
        } catch (IOException | DateTimeException e) {
            return Duration.ZERO;
        }
    }

    /** One begins now. */
    public void begin(Instant now) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".whatif", "");
            Files.writeString(draft, now + "\n");
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was previewed",
                    file + " cannot be written: " + e.getMessage(),
                    "give another folder with --state-dir DIR, or change its permissions",
                    e);
        }
    }
}
