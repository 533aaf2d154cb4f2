package dev.ibkrbot.stub.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The text inside a zip, or several, with bounds on the size and checksums verified. Read from its front: newer JVMs refuse
 * the directory at the end of some recorded files for an oddity in its extra fields. Stateless.
 */
final class ZippedText {
    /** A symbol's minutes of a day are some 50 kB; daily bars of decades some 500 kB. */
    private static final long MOST_BYTES = 64L << 20;

    /** A day's quotes of a large option chain are some 200 MB. */
    private static final long MOST_BYTES_OF_MANY = 1L << 30;

    private ZippedText() {}

    /** Reads lines; may fail with an IOException. */
    interface Lines {
        void read(LineReader reader) throws IOException;
    }

    /** Reads the lines of one of several texts; may fail with an IOException. */
    interface NamedLines {
        void read(String name, LineReader reader) throws IOException;
    }

    /** Reads every text inside; errors name file and text. At most {@link #MOST_BYTES_OF_MANY} in all. */
    static void readEach(Path file, NamedLines lines) {
        try {
            Set<String> listed = new HashSet<>(names(file));
            try (InputStream raw = Files.newInputStream(file);
                    ZipInputStream zip = new ZipInputStream(raw)) {
                LineReader reader = new LineReader(file, zip, MOST_BYTES_OF_MANY);
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    Path text = file.resolve(entry.getName().replace('\0', '?'));
                    if (!listed.remove(entry.getName())) {
                        throw new HistoryException(text, "the zip's directory has no such text");
                    }
                    reader.begin(text);
                    lines.read(entry.getName(), reader);
                    while (reader.next()) {
                        continue;
                    }
                }
                if (!listed.isEmpty()) {
                    throw new HistoryException(file, "lacks " + listed.size() + " texts of its directory");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new HistoryException(file, "is not a readable zip: " + e.getMessage(), e);
        }
    }

    /** {@link HistoryException} names the file when it is truncated, corrupt, too large or has other than one entry. */
    static void read(Path file, Lines lines) {
        try {
            names(file);
            try (InputStream raw = Files.newInputStream(file);
                    ZipInputStream zip = new ZipInputStream(raw)) {
                if (zip.getNextEntry() == null) {
                    throw new HistoryException(file, "is an empty zip");
                }
                LineReader reader = new LineReader(file, zip, MOST_BYTES);
                lines.read(reader);
                // The checksum is verified when the end of an entry is reached.
                while (reader.next()) {
                    continue;
                }
                if (zip.getNextEntry() != null) {
                    throw new HistoryException(file, "has several entries, expected one");
                }
            }
        } catch (IOException e) {
            throw new HistoryException(file, "is not a readable zip: " + e.getMessage(), e);
        }
    }

    private static List<String> names(Path file) throws IOException {
        return ZipNames.of(file)
                .orElseThrow(
                        () -> new HistoryException(file, "is not a readable zip: it is truncated or no zip at all"));
    }
}
