package dev.ibkrbot.stub.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads lines of ASCII text with bounds on their length and on the whole, so that a file that is not what it says cannot
 * eat the memory. Lines end with LF or CR LF. Confined to one thread; whoever opened the stream closes it.
 */
final class LineReader {
    private static final int LONGEST_LINE = 4_096;

    private Path file;
    private final InputStream in;
    private final long mostBytes;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line = new byte[LONGEST_LINE];
    private int from;
    private int to;
    private long bytes;
    private long number;
    private int length;

    /** @param file how errors name the stream */
    LineReader(Path file, InputStream in, long mostBytes) {
        this.file = file;
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /** The stream goes on with another text, whose lines are counted anew. */
    void begin(Path name) {
        file = name;
        number = 0;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        number++;
        boolean any = false;
        while (true) {
            if (from == to && !fill()) {
                return any;
            }
            any = true;
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (end - from > LONGEST_LINE - length) {
                throw fault("the line is longer than " + LONGEST_LINE + " bytes");
            }
            System.arraycopy(buffer, from, line, length, end - from);
            length += end - from;
            if (end < to) {
                from = end + 1;
                if (length > 0 && line[length - 1] == '\r') {
                    length--;
                }
                return true;
            }
            from = end;
        }
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(in.read(buffer), 0);
        bytes += to;
        if (bytes > mostBytes) {
            throw new HistoryException(file, "is larger than " + mostBytes + " bytes");
        }
        return to > 0;
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    HistoryException fault(String what) {
        return new HistoryException(file, number, what);
    }
}
