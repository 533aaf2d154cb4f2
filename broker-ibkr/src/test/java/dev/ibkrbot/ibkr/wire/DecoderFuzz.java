package dev.ibkrbot.ibkr.wire;

/** What a fuzzer calls: one payload; the first byte chooses the server version. */
public final class DecoderFuzz {
    private DecoderFuzz() {}

    /** Fails by any exception but {@link ProtocolException}. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        try {
            new Decoder(176 + (data[0] & 0xFF) % 25).decode(data, 1, data.length - 1);
        } catch (ProtocolException e) {
            // The session ends.
        }
    }
}
