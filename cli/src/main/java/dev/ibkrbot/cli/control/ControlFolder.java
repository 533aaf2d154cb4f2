package dev.ibkrbot.cli.control;

import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import dev.ibkrbot.execution.journal.JsonFormatException;
import dev.ibkrbot.execution.journal.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Commands that wait for a bot, one file each, in a folder beside its journal that is its owner's alone. A file counts
 * only when it is whole, plain, the owner's and nobody else's to write; what else lies there is never acted on.
 * Thread-safe.
 */
public final class ControlFolder {
    private static final int LARGEST_BYTES = 4096;
    private static final String COMMAND = ".command";
    private static final String ANSWER = ".answer";
    private static final String ID = "[0-9]{13}-[a-z]{4,7}-[0-9a-f]{8}";

    private final Path folder;

    /** That of this run; it need not be there for looking. */
    public ControlFolder(RunFolder run) {
        this.folder = run.path().resolve("control");
    }

    /** Who would stand behind a command written now: the user this process runs as. */
    String owner() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return Files.getOwner(folder).getName();
    }

    /** Leaves a command for the bot; on the disk when it returns. */
    void leave(Command command) throws IOException {
        write(
                command.id() + COMMAND,
                CommandJson.record(command.askedAt(), command, "waits").body());
    }

    /** Leaves the answer for who asked. */
    void answer(String id, String text) throws IOException {
        write(id + ANSWER, text);
    }

    /** The answer, which is taken away; absent when there is none yet. */
    Optional<String> takeAnswer(String id) throws IOException {
        Path file = folder.resolve(id + ANSWER);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        Files.delete(file);
        return Optional.of(text);
    }

    private void write(String name, String text) throws IOException {
        Path draft = Files.createTempFile(
                folder,
                name,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The files that look like commands, oldest first. */
    List<Path> waiting() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(COMMAND))
                    .sorted()
                    .toList();
        }
    }

    /** The commands among them; what is none is left out. */
    public List<Command> commands() throws IOException {
        return waiting().stream().flatMap(file -> read(file).stream()).toList();
    }

    /** The command in a file; absent for everything that must not be acted on. */
    Optional<Command> read(Path file) {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - COMMAND.length());
        try {
            if (!id.matches(ID) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || isForeign(file)) {
                return Optional.empty();
            }
            JsonObject body = JsonObject.parse(new String(bytes(file), StandardCharsets.UTF_8));
            Command command = CommandJson.read(body);
            boolean honest = command.id().equals(id)
                    && command.by().equals(Files.getOwner(file).getName());
            return honest ? Optional.of(command) : Optional.empty();
        } catch (IOException | JsonFormatException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LARGEST_BYTES) {
            throw new IOException("too large");
        }
        return Files.readAllBytes(file);
    }

    /** Not the folder's owner's, or others may write to it or to the folder. */
    private boolean isForeign(Path file) throws IOException {
        UserPrincipal owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
        return !owner.equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)) || isOpen(file) || isOpen(folder);
    }

    private static boolean isOpen(Path path) throws IOException {
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        return allowed.contains(PosixFilePermission.GROUP_WRITE) || allowed.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** It was dealt with. */
    void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** It must not be acted on: it is kept under a name that nobody looks at. */
    void reject(Path file) throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + ".rejected"), StandardCopyOption.REPLACE_EXISTING);
    }

    Path path() {
        return folder;
    }
}
