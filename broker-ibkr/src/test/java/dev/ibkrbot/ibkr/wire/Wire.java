package dev.ibkrbot.ibkr.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes payloads and reads frames for tests, apart from the code under test: fields are parted by a bar. */
final class Wire {
    private Wire() {}

    /** "9|1|5" as three terminated fields. */
    static byte[] payload(String fields) {
        return (fields.replace('|', '\0') + '\0').getBytes(StandardCharsets.UTF_8);
    }

    static byte[] payload(List<String> fields) {
        return (String.join("\0", fields) + '\0').getBytes(StandardCharsets.UTF_8);
    }

    static byte[] frame(byte[] payload) {
        byte[] frame = new byte[payload.length + 4];
        for (int i = 0; i < 4; i++) {
            frame[i] = (byte) (payload.length >>> (24 - 8 * i));
        }
        System.arraycopy(payload, 0, frame, 4, payload.length);
        return frame;
    }

    static byte[] join(byte[]... parts) {
        int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** The fields of a frame, after checking its length and its last NUL. */
    static List<String> fields(byte[] frame) {
        int length = (frame[0] & 255) << 24 | (frame[1] & 255) << 16 | (frame[2] & 255) << 8 | frame[3] & 255;
        if (length != frame.length - 4 || frame[frame.length - 1] != 0) {
            throw new AssertionError("frame of " + frame.length + " bytes says " + length);
        }
        String text = new String(frame, 4, length - 1, StandardCharsets.US_ASCII);
        return List.of(text.split("\0", -1));
    }

    static String text(byte[] frame) {
        return String.join("|", fields(frame));
    }

    static Inbound decode(int serverVersion, byte[] payload) {
        return new Decoder(serverVersion).decode(payload, 0, payload.length);
    }

    static Inbound decode(int serverVersion, String fields) {
        return decode(serverVersion, payload(fields));
    }
}
