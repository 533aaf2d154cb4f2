package dev.ibkrbot.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published vectors beside the project, which a clone does not have: tests that want them are skipped without. */
public final class SharedFolder {
    private SharedFolder() {}

    /** The file below {@code ../shared/data}; without it the test is skipped, or fails with {@code require.shared}. */
    public static Path file(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        boolean present =
                folder != null && Files.exists(folder.resolve("shared/data").resolve(name));
        if (Boolean.getBoolean("require.shared")) {
            assertThat(present).as("shared/data/" + name).isTrue();
        }
        assumeTrue(present, "no shared/data/" + name);
        return folder.resolve("shared/data").resolve(name);
    }
}
