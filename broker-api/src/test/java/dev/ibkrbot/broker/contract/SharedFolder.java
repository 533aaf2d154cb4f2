package dev.ibkrbot.broker.contract;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data beside the repository, in {@code ../shared/data}, that tests may use where it is present. Where it is absent the
 * asking test is skipped, or fails if the system property {@code require.shared} is true. Stateless.
 */
public final class SharedFolder {
    private SharedFolder() {}

    /** The file or folder of this name, such as {@code oracles/bs_european_haug.csv}; exists. */
    public static Path find(String name) {
        Path path = repositoryRoot().resolveSibling("shared").resolve("data").resolve(name);
        if (!Files.exists(path)) {
            String missing = "../shared/data/" + name + " is absent";
            if (Boolean.getBoolean("require.shared")) {
                fail(missing);
            }
            abort(missing);
        }
        return path;
    }

    /** The nearest folder above the working one that has the Maven wrapper. */
    private static Path repositoryRoot() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        return start;
    }
}
