package dev.ibkrbot.ibkr.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into frames: four bytes of big-endian unsigned length, then as many bytes. The buffer grows with the
 * bytes that arrive, never with the length that was announced, and is reused. Confined to the reading thread; does
 * not close the stream.
 */
public final class FrameReader {
    /** The longest frame the protocol allows. */
    public static final int LONGEST = 0xFFFFFF;

    /** Enough for a year of five-minute bars in one answer; everything else is far smaller. */
    public static final int DEFAULT_LIMIT = 4 << 20;

    private static final int PREFIX = 4;
    private static final int INITIAL = 64 << 10;

    private final InputStream in;
    private final int limit;
    private final FieldReader fields = new FieldReader();
    private byte[] buffer = new byte[INITIAL];
    private int start;
    private int end;
    private int length;

    /**
     * Reads from a stream.
     *
     * @param limit longest frame accepted, 1 to {@link #LONGEST} bytes
     */
    public FrameReader(InputStream in, int limit) {
        if (limit < 1 || limit > LONGEST) {
            throw new IllegalArgumentException("frame limit is not 1 to " + LONGEST + ": " + limit);
        }
        this.in = in;
        this.limit = limit;
    }

    /**
     * Waits for the next whole frame. False when the stream ended between frames; {@link EOFException} when it ended
     * within one; {@link ProtocolException} for a length of 0 or above the limit, as soon as the length is read.
     */
    public boolean advance() throws IOException {
        start += length;
        length = 0;
        if (start == end) {
            start = 0;
            end = 0;
            shrink();
        }
        if (!fill(PREFIX)) {
            return false;
        }
        int announced = (buffer[start] & 0xFF) << 24
                | (buffer[start + 1] & 0xFF) << 16
                | (buffer[start + 2] & 0xFF) << 8
                | buffer[start + 3] & 0xFF;
        // Compared as unsigned: 0x80000000 and above are long, not negative.
        if (announced == 0 || Integer.compareUnsigned(announced, limit) > 0) {
            throw new ProtocolException(
                    "frame of " + Integer.toUnsignedString(announced) + " bytes; 1 to " + limit + " are accepted");
        }
        start += PREFIX;
        if (!fill(announced)) {
            throw new EOFException("the stream ended within a frame");
        }
        length = announced;
        return true;
    }

    /** The current frame as a message; only after {@link #advance()} said true. */
    public Inbound message(Decoder decoder) {
        return decoder.decode(buffer, start, length);
    }

    /** The current frame as the gateway's greeting; see {@link Handshake.Greeting}. */
    public Handshake.Greeting greeting(int ceiling) {
        return Handshake.greeting(fields.over(buffer, start, length), ceiling);
    }

    /** Bytes of buffer held right now. */
    int capacity() {
        return buffer.length;
    }

    /** Makes so many bytes available at start; false when the stream ends before the first of them. */
    private boolean fill(int wanted) throws IOException {
        while (end - start < wanted) {
            if (end == buffer.length) {
                makeRoom();
            }
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                if (end == start && wanted == PREFIX) {
                    return false;
                }
                throw new EOFException("the stream ended within a frame");
            }
            end += count;
        }
        return true;
    }

    /** Moves what is unread to the front, and only if that gains nothing doubles the buffer. */
    private void makeRoom() {
        byte[] target = start == 0 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, start, target, 0, end - start);
        end -= start;
        start = 0;
        buffer = target;
    }

    /** One huge answer must not be paid for during the rest of the session. */
    private void shrink() {
        if (buffer.length > INITIAL) {
            buffer = new byte[INITIAL];
        }
    }
}
