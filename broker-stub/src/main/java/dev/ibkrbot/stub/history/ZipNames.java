package dev.ibkrbot.stub.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names in a zip's directory, read without the extra fields that newer JVMs refuse. Names beside the texts are not
 * covered by any checksum; the directory is a second copy to hold them against. Stateless.
 */
final class ZipNames {
    private static final int END_RECORD_BYTES = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int END_SIGNATURE = 0x06054b50;
    /** Of the record that large zips have besides, and small ones of some tools. */
    private static final int LARGE_END_SIGNATURE = 0x06064b50;

    private static final int LARGE_END_BYTES = 56;
    /** A count that stands in that record instead. */
    private static final int UNSAID = 0xFFFF;

    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;

    private ZipNames() {}

    /** In the order of the directory; absent when the file does not end like a zip or its directory makes no sense. */
    static Optional<List<String>> of(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long tailStart = Math.max(0, in.length() - END_RECORD_BYTES - LONGEST_COMMENT);
            ByteBuffer tail = read(in, tailStart, (int) (in.length() - tailStart));
            int end = last(tail, tail.limit() - END_RECORD_BYTES, END_SIGNATURE);
            if (end < 0) {
                return Optional.empty();
            }
            int count = Short.toUnsignedInt(tail.getShort(end + 10));
            long bytes = Integer.toUnsignedLong(tail.getInt(end + 12));
            long from = Integer.toUnsignedLong(tail.getInt(end + 16));
            int large = count == UNSAID ? last(tail, end - LARGE_END_BYTES, LARGE_END_SIGNATURE) : -1;
            if (large >= 0) {
                count = (int) Math.min(tail.getLong(large + 32), UNSAID);
                bytes = tail.getLong(large + 40);
                from = tail.getLong(large + 48);
            }
            boolean fits = bytes >= 0 && from >= 0 && bytes <= in.length() && from <= tailStart + end - bytes;
            return fits ? names(read(in, from, (int) bytes), count) : Optional.empty();
        }
    }

    /** Where a record begins, at this place or before; -1 for nowhere. */
    private static int last(ByteBuffer tail, int from, int signature) {
        int at = from;
        while (at >= 0 && tail.getInt(at) != signature) {
            at--;
        }
        return at;
    }

    private static ByteBuffer read(RandomAccessFile in, long from, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.seek(from);
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Optional<List<String>> names(ByteBuffer directory, int count) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (names.size() < count) {
            if (at + ENTRY_BYTES > directory.limit() || directory.getInt(at) != ENTRY_SIGNATURE) {
                return Optional.empty();
            }
            int length = Short.toUnsignedInt(directory.getShort(at + 28));
            int rest =
                    Short.toUnsignedInt(directory.getShort(at + 30)) + Short.toUnsignedInt(directory.getShort(at + 32));
            if (at + ENTRY_BYTES + length > directory.limit()) {
                return Optional.empty();
            }
            names.add(new String(directory.array(), at + ENTRY_BYTES, length, StandardCharsets.UTF_8));
            at += ENTRY_BYTES + length + rest;
        }
        return Optional.of(names);
    }
}
