package dev.ibkrbot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository root stays small enough to read at a glance. */
class RepositoryRootTest {

    private static final int MAX_ENTRIES = 26;

    /** Not part of the repository: the build's and the program's own output. */
    private static final Set<String> OUTPUT = Set.of(".git", "target", "state", ".idea", ".vscode");

    @Test
    void rootHoldsFewEntries() throws IOException {
        try (Stream<Path> entries = Files.list(SourceTree.projectRoot())) {
            List<String> names = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !OUTPUT.contains(name))
                    .sorted()
                    .toList();
            assertThat(names).contains("pom.xml").hasSizeLessThanOrEqualTo(MAX_ENTRIES);
        }
    }
}
