package dev.ibkrbot.cli.control;

import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import dev.ibkrbot.execution.journal.JsonFormatException;
import dev.ibkrbot.execution.journal.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final String DRAFT = ".new";
    private static final Pattern ID = Pattern.compile("([0-9]{13})-([a-z]{4,7})-[0-9a-f]{8}");
    /** Of two that were asked in the same moment, the more careful one is taken last and stands. */
    private static final Comparator<Path> AS_ASKED = Comparator.comparingLong(ControlFolder::moment)
            .thenComparing(file -> !isResume(file))
            .thenComparing(Path::getFileName);

    private final Path folder;

    /** That of this run; it need not be there for looking. */
    public ControlFolder(RunFolder run) {
        this.folder = run.path().resolve("control");
    }

    /** Makes the folder when it is not there. */
    void create() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** Leaves a command for the bot; on the disk when it returns. */
    void leave(Command command) throws IOException {
        String body = CommandJson.record(command.askedAt(), command, "waits").body();
        write(command.id() + COMMAND, body, true);
    }

    /** Leaves the answer for who asked; one that a power cut takes was read before, or is not waited for any more. */
    void answer(String id, String text) throws IOException {
        write(id + ANSWER, text, false);
    }

    /** A moment that is later than those of all commands that wait, even when the clock was set back since. */
    long nextMoment(Instant now) throws IOException {
        long next = now.toEpochMilli();
        for (Path file : waiting()) {
            if (read(file).isPresent()) {
                next = StrictMath.max(next, moment(file) + 1);
            }
        }
        return next;
    }

    private static long moment(Path file) {
        Matcher id = ID.matcher(id(file));
        return id.matches() ? Long.parseLong(id.group(1)) : 0;
    }

    private static boolean isResume(Path file) {
        return id(file).contains("-" + Command.Action.RESUME.word() + "-");
    }

    private static String id(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - COMMAND.length());
    }

    /** Takes away what nobody will read any more: answers and drafts from before. */
    void sweep(Instant before) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path file : list(name -> name.endsWith(ANSWER) || name.endsWith(DRAFT))) {
            if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(before)) {
                Files.deleteIfExists(file);
            }
        }
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

    private void write(String name, String text, boolean durable) throws IOException {
        Path draft = Files.createTempFile(
                folder,
                name,
                DRAFT,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            if (durable) {
                out.force(true);
            }
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        if (durable) {
            // The name, too.
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** The files that look like commands, as they were asked. */
    List<Path> waiting() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        return list(name -> name.endsWith(COMMAND)).stream().sorted(AS_ASKED).toList();
    }

    private List<Path> list(Predicate<String> named) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> named.test(file.getFileName().toString()))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The commands among them; what is none is left out. */
    public List<Command> commands() throws IOException {
        return waiting().stream().flatMap(file -> read(file).stream()).toList();
    }

    /** The command in a file; absent for everything that must not be acted on. */
    Optional<Command> read(Path file) {
        String id = id(file);
        try {
            if (!ID.matcher(id).matches() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || isForeign(file)) {
                return Optional.empty();
            }
            JsonObject body = JsonObject.parse(new String(bytes(file), StandardCharsets.UTF_8));
            Command command = CommandJson.read(body);
            boolean honest = command.id().equals(id)
                    && Command.isPlain(command.reason())
                    && Command.isPlain(command.target())
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
