package dev.ibkrbot.stub.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The one text inside a zip, with bounds on its size and its checksum verified. Stateless. */
final class ZippedText {
    /** A symbol's minutes of a day are some 50 kB; daily bars of decades some 500 kB. */
    private static final long MOST_BYTES = 64L << 20;

    private ZippedText() {}

    /** Reads lines; may fail with an IOException. */
    interface Lines {
        void read(LineReader reader) throws IOException;
    }

    /** {@link HistoryException} names the file when it is truncated, corrupt, too large or has other than one entry. */
    static void read(Path file, Lines lines) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = onlyEntry(file, zip);
            try (InputStream raw = zip.getInputStream(entry);
                    CheckedInputStream in = new CheckedInputStream(raw, new CRC32())) {
                lines.read(new LineReader(file, in, MOST_BYTES));
                if (in.getChecksum().getValue() != entry.getCrc()) {
                    throw new HistoryException(file, "is corrupt: wrong checksum");
                }
            }
        } catch (IOException e) {
            throw new HistoryException(file, "is not a readable zip: " + e.getMessage(), e);
        }
    }

    private static ZipEntry onlyEntry(Path file, ZipFile zip) {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        if (!entries.hasMoreElements()) {
            throw new HistoryException(file, "is an empty zip");
        }
        ZipEntry entry = entries.nextElement();
        if (entries.hasMoreElements()) {
            throw new HistoryException(file, "has " + zip.size() + " entries, expected one");
        }
        return entry;
    }
}
