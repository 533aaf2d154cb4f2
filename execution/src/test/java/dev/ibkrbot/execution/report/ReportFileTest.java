package dev.ibkrbot.execution.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    private Path folder;

    @Test
    void writesAndReplacesTheWholeFile() throws IOException {
        Path file = folder.resolve("reports/run.html");

        ReportFile.write(file, "a much longer first page");
        ReportFile.write(file, "– second");

        assertThat(file).hasContent("– second");
        assertThat(names(file.getParent())).containsExactly("run.html");
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        Path occupied = folder.resolve("run.html");
        Files.createDirectories(occupied.resolve("inside"));

        assertThatThrownBy(() -> ReportFile.write(occupied, "page")).isInstanceOf(IOException.class);

        assertThat(names(folder)).containsExactly("run.html");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
