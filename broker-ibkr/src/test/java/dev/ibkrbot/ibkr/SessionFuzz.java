package dev.ibkrbot.ibkr;

import java.util.Arrays;

/** What a fuzzer calls: a whole session that hears these bytes after its handshake; the first one chooses the version. */
public final class SessionFuzz {
    private SessionFuzz() {}

    /** Fails by any exception. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 0) {
            byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
            new HostileGateway(176 + (data[0] & 0xFF) % 25).stream(bytes);
        }
    }
}
