package dev.ibkrbot.ibkr;

import java.util.Arrays;

/**
 * What a fuzzer calls: a session that hears these bytes after its handshake. The first one chooses the version; in the
 * rest, 255 parts the messages.
 */
public final class SessionFuzz {
    private static final byte END = (byte) 255;

    private SessionFuzz() {}

    /** Fails by any exception. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        HostileGateway hostile = new HostileGateway(176 + (data[0] & 0xFF) % 25);
        int from = 1;
        for (int i = 1; i <= data.length && !hostile.isOver(); i++) {
            if (i == data.length || data[i] == END) {
                hostile.say(Arrays.copyOfRange(data, from, i), true);
                from = i + 1;
            }
        }
    }
}
