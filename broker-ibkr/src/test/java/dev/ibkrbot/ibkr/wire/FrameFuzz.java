package dev.ibkrbot.ibkr.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** What a fuzzer calls: a stream of frames; the first byte chooses the server version. */
public final class FrameFuzz {
    private FrameFuzz() {}

    /** Fails by any exception but the two that end a session. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes), FrameReader.LONGEST);
        Decoder decoder = new Decoder(176 + (data[0] & 0xFF) % 25);
        try {
            while (reader.advance()) {
                reader.message(decoder);
            }
        } catch (EOFException | ProtocolException e) {
            // The session ends.
        }
    }
}
