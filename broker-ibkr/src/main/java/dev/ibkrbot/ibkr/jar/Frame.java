package dev.ibkrbot.ibkr.jar;

import dev.ibkrbot.ibkr.wire.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One message to us, as a gateway of the newest version we speak would have sent it, so that the values of the jar pass
 * the same checks as bytes do. Confined to its thread, used once.
 */
final class Frame {
    private static final String UNUSED_VERSION = "1";

    private final StringBuilder fields = new StringBuilder(256);

    private Frame() {}

    static Frame message(int id) {
        return new Frame().add(String.valueOf(id));
    }

    /** A message whose second field is a version that nobody reads. */
    static Frame versioned(int id) {
        return message(id).add(UNUSED_VERSION);
    }

    Frame add(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new ProtocolException("the jar told a text with a NUL in it");
        }
        fields.append(text).append('\0');
        return this;
    }

    Frame add(int value) {
        fields.append(value).append('\0');
        return this;
    }

    Frame add(Optional<Object> value) {
        return add(Texts.of(value));
    }

    /** Fields that nobody reads, or that are not said. */
    Frame empty(int count) {
        fields.append("\0".repeat(count));
        return this;
    }

    byte[] payload() {
        return fields.toString().getBytes(StandardCharsets.UTF_8);
    }
}
