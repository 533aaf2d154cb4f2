package dev.ibkrbot.execution.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a report into a file so that the file is whole or not there. */
public final class ReportFile {
    private ReportFile() {}

    /**
     * Writes the page beside its place and moves it there in one step, in the place of an older one. Missing folders
     * are made.
     *
     * @throws IOException when it cannot be written; nothing of the new page is left behind then
     */
    public static void write(Path file, String page) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path draft = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            Files.writeString(draft, page, StandardCharsets.UTF_8);
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
