package dev.ibkrbot.cli.bars;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts a set of new files into a folder: all of them once all are complete, or none. Stateless. */
public final class BarFiles {
    private BarFiles() {}

    /**
     * Lets {@code writer} write files into an empty folder and then moves them to {@code folder}, which is created.
     * Nothing is left behind when the writer fails. An existing file is replaced only if {@code force}, and otherwise
     * is a failure that is told before anything is written.
     *
     * @param names names the writer will give, in this order
     * @return the files, in the order of the names
     */
    public static List<Path> write(Path folder, List<String> names, boolean force, Consumer<Path> writer) {
        List<Path> files = names.stream().map(folder::resolve).toList();
        refuseExisting(files, force);
        boolean isNew = !Files.exists(folder);
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempDirectory(folder, ".draft");
            try {
                writer.accept(draft);
                for (Path file : files) {
                    Files.move(draft.resolve(file.getFileName()), file, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (RuntimeException | IOException e) {
                delete(draft);
                if (isNew) {
                    deleteIfEmpty(folder);
                }
                throw e;
            }
            delete(draft);
            return files;
        } catch (IOException e) {
            throw unwritable(folder, e);
        } catch (UncheckedIOException e) {
            throw unwritable(folder, e.getCause());
        }
    }

    /** Creates the folder if it is not there; a failure when that cannot be, or nothing can be written into it. */
    public static void requireWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".draft", ""));
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static void refuseExisting(List<Path> files, boolean force) {
        List<Path> there = new ArrayList<>(files);
        there.removeIf(file -> !Files.exists(file));
        if (!there.isEmpty() && !force) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was written",
                    there.get(0) + " exists already",
                    "name another folder with --out FOLDER, or replace the files with --force");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        boolean empty;
        try (Stream<Path> files = Files.list(folder)) {
            empty = files.findAny().isEmpty();
        }
        if (empty) {
            Files.delete(folder);
        }
    }

    private static CommandFailure unwritable(Path folder, IOException problem) {
        return new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "nothing was written",
                folder + ": " + problem.getClass().getSimpleName() + " " + problem.getMessage(),
                "name a folder that can be written to with --out FOLDER",
                problem);
    }
}
