package dev.ibkrbot.execution.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How far each channel has taken a journal's alerts, in a small file: one line for each channel, its name and the
 * sequence up to which all was taken. Replaced as a whole, so that a kill leaves the old or the new one. Thread-safe.
 */
public final class SentAlerts {
    private static final String LINE = "[a-z]{1,20} [0-9]{1,18}";

    private final Optional<Path> file;
    private final Map<String, Long> taken = new TreeMap<>();
    private final boolean damaged;

    private SentAlerts(Optional<Path> file) throws IOException {
        this.file = file;
        this.damaged = file.isPresent() && !load(file.get());
    }

    /** Notes that end with the process. */
    public static SentAlerts unwritten() {
        try {
            return new SentAlerts(Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file beside a journal, which need not exist yet; {@link IOException} when it cannot be read. */
    public static SentAlerts open(Path file) throws IOException {
        return new SentAlerts(Optional.of(file));
    }

    private boolean load(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
        if (!text.endsWith("end\n")) {
            return false;
        }
        for (String line :
                text.substring(0, text.length() - "end\n".length()).lines().toList()) {
            if (!line.matches(LINE)) {
                taken.clear();
                return false;
            }
            String[] parts = line.split(" ");
            taken.put(parts[0], Long.parseLong(parts[1]));
        }
        return true;
    }

    /** Whether there was a file that could not be understood; then nothing is known about any channel. */
    public boolean isDamaged() {
        return damaged;
    }

    /** Up to where a channel has taken all; absent for one that is new. */
    synchronized OptionalLong takenBy(Channel channel) {
        Long sequence = taken.get(channel.name());
        return sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence);
    }

    /** Notes that a channel takes only what comes behind this, whatever was noted before. */
    synchronized void begins(Channel channel, long head) throws IOException {
        taken.remove(channel.name());
        took(channel, head);
    }

    /** Notes that a channel has taken everything up to here; on the disk when it returns. */
    synchronized void took(Channel channel, long sequence) throws IOException {
        taken.merge(channel.name(), sequence, Math::max);
        if (file.isPresent()) {
            write(file.get());
        }
    }

    private void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        taken.forEach((name, upTo) -> text.append(name).append(' ').append(upTo).append('\n'));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes =
                    StandardCharsets.US_ASCII.encode(text.append("end\n").toString());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
