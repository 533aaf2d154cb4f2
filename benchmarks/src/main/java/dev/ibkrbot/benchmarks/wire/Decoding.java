package dev.ibkrbot.benchmarks.wire;

import dev.ibkrbot.ibkr.wire.Decoder;
import dev.ibkrbot.ibkr.wire.FrameReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The library's way from bytes to a handler: frames, messages, delivery by type. Stateless. */
final class Decoding {
    private Decoding() {}

    /** All frames once. {@link IllegalStateException} when a message had a field too many or too few. */
    static Sum run(byte[] frames) {
        Sum sum = new Sum();
        FrameReader reader = new FrameReader(new ByteArrayInputStream(frames), FrameReader.DEFAULT_LIMIT);
        Decoder decoder = new Decoder(Recording.SERVER_VERSION);
        try {
            while (reader.advance()) {
                reader.message(decoder).deliverTo(sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (decoder.surplusFields() + decoder.missingFields() + decoder.unknownMessages() > 0) {
            throw new IllegalStateException("the recording does not fit version " + Recording.SERVER_VERSION);
        }
        return sum;
    }
}
