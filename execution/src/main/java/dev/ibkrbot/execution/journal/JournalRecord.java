package dev.ibkrbot.execution.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * One fact to be journaled: when (engine time), what kind, and a body of canonical JSON.
 *
 * <p>The body is at most {@value #MAX_BODY_LENGTH} characters, and its top level never uses the names {@code seq},
 * {@code time} and {@code type}, which the exports put beside it. Two records are equal when all three parts are.
 * Immutable.
 */
public final class JournalRecord {
    static final int MAX_BODY_LENGTH = 1 << 20;

    private final Instant time;
    private final RecordType type;
    private final String body;

    private JournalRecord(Instant time, RecordType type, String body) {
        this.time = Objects.requireNonNull(time, "time");
        this.type = Objects.requireNonNull(type, "type");
        this.body = body;
    }

    /** A record of this time; {@link IllegalArgumentException} when the body is too long or has a reserved name. */
    public static JournalRecord of(Instant time, RecordType type, JsonBody body) {
        if (body.hasName("seq") || body.hasName("time") || body.hasName("type")) {
            throw new IllegalArgumentException(
                    "the body of a '" + type + "' record uses a reserved name: " + body.json());
        }
        String json = body.json();
        if (json.length() > MAX_BODY_LENGTH) {
            throw new IllegalArgumentException("the body of a '" + type + "' record has " + json.length()
                    + " characters, the limit is " + MAX_BODY_LENGTH);
        }
        return new JournalRecord(time, type, json);
    }

    /** A record as it was stored; the hash chain vouches for it, so it is not parsed again. */
    static JournalRecord stored(Instant time, RecordType type, String body) {
        return new JournalRecord(time, type, body);
    }

    /** Engine time: simulated time in a simulation. */
    public Instant time() {
        return time;
    }

    /** What kind of fact this is. */
    public RecordType type() {
        return type;
    }

    /** The body as canonical JSON text, an object. */
    public String body() {
        return body;
    }

    /** The body, parsed anew on every call; {@link JsonFormatException} when it is not canonical JSON. */
    public JsonObject parsedBody() {
        return JsonObject.parse(body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalRecord that
                && time.equals(that.time)
                && type.equals(that.type)
                && body.equals(that.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * time.hashCode() + type.hashCode()) + body.hashCode();
    }

    @Override
    public String toString() {
        return time + " " + type + " " + body;
    }
}
