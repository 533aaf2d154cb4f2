package dev.ibkrbot.cli.marathon;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonFormatException;
import dev.ibkrbot.execution.journal.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Lines that only ever grow: canonical JSON objects behind a first line that tells their number and SHA-256. The file is
 * written anew and forced to disk before it takes the place of the old one, so that it is whole at any moment; one that
 * is not what its first line says is a failure with exit code 9, never a fresh start. Confined to one thread; whoever
 * writes holds the folder's lock.
 */
final class MarathonFile {
    private static final String FORMAT = "bot marathon";
    private static final long VERSION = 1;

    private final Path file;

    MarathonFile(Path file) {
        this.file = file;
    }

    /** The lines so far; none when there is no file yet. */
    List<String> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unusable(e);
        }
        int end = text.indexOf('\n');
        if (end < 0) {
            throw damaged("the first line has no end");
        }
        String body = text.substring(end + 1);
        String expected = head(body.lines().count(), body);
        if (!text.startsWith(expected) || !(body.isEmpty() || body.endsWith("\n"))) {
            throw damaged("it is not what its first line says");
        }
        return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** A line read back; a failure when it is none of ours. */
    JsonObject parsed(String line) {
        try {
            return JsonObject.parse(line);
        } catch (JsonFormatException e) {
            throw damaged(e.getMessage());
        }
    }

    /** Puts these behind the lines that are there. */
    void append(List<String> more) {
        if (more.isEmpty()) {
            return;
        }
        StringBuilder body = new StringBuilder();
        lines().forEach(line -> body.append(line).append('\n'));
        more.forEach(line -> body.append(line).append('\n'));
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] head = head(raw.lines().count(), raw).getBytes(StandardCharsets.US_ASCII);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel out = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                write(out, head);
                write(out, bytes);
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static void write(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    private static String head(long lines, String body) {
        return JsonBody.object()
                        .text("format", FORMAT)
                        .number("version", VERSION)
                        .number("lines", lines)
                        .text("sha256", sha256(body))
                        .json()
                + "\n";
    }

    private static String sha256(String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    CommandFailure damaged(String why) {
        return new CommandFailure(
                ExitCode.DATA_MISSING_OR_CORRUPT,
                "the marathon's record is damaged; nothing was changed",
                file + ": " + why,
                "keep a copy of it and restore a backup");
    }

    private CommandFailure unusable(IOException e) {
        return new CommandFailure(
                ExitCode.DATA_MISSING_OR_CORRUPT,
                "the marathon's record cannot be used",
                file + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                "check the disk and the permissions of the state folder",
                e);
    }
}
