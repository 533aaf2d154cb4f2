package dev.ibkrbot.ibkr.jar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of one message of ours, read in order. Confined to its thread. */
final class Fields {
    /** What our encoders write for "not used". */
    private static final List<String> DEFAULTS = List.of("", "0", "-1", "2147483647");

    private final String[] fields;
    private int at;

    private Fields(String[] fields) {
        this.fields = fields;
    }

    /** The messages of one buffer of whole frames. */
    static List<Fields> of(byte[] frames) {
        List<Fields> messages = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(frames);
        while (in.hasRemaining()) {
            byte[] payload = new byte[in.getInt()];
            in.get(payload);
            String text = new String(payload, 0, payload.length - 1, StandardCharsets.US_ASCII);
            messages.add(new Fields(text.split("\0", -1)));
        }
        return messages;
    }

    String text() {
        return fields[at++];
    }

    int whole() {
        return Integer.parseInt(text());
    }

    boolean flag() {
        return text().equals("1");
    }

    Fields skip(int count) {
        at += count;
        return this;
    }

    /** Passes over what is not handed to the jar, and fails rather than lose something that was said. */
    Fields skipUnused(int count) {
        for (int i = 0; i < count; i++) {
            if (!DEFAULTS.contains(fields[at])) {
                throw new IllegalStateException(
                        "field " + at + " of message " + fields[0] + " cannot be sent over TwsApi.jar");
            }
            at++;
        }
        return this;
    }

    void skipUnusedRest() {
        skipUnused(fields.length - at);
    }
}
