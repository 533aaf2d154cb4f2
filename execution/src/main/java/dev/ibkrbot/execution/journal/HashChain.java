package dev.ibkrbot.execution.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The running hash over a journal's records.
 *
 * <p>Each step is SHA-256 over: previous hash, encoding version (4 bytes), sequence (8), epoch second (8), nanosecond
 * (4), length (4) and bytes of the type, length (4) and UTF-8 bytes of the body; numbers big-endian. The first
 * "previous hash" is that of the text {@code dev.ibkrbot journal 1}. Confined to one thread.
 */
final class HashChain {
    static final int ENCODING_VERSION = 1;

    private static final int HASH_LENGTH = 32;
    private static final int FIXED_LENGTH = HASH_LENGTH + 4 + 8 + 8 + 4 + 4 + 4;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256;
    private final byte[] hash;
    private ByteBuffer buffer = ByteBuffer.allocate(1024);
    private long sequence;

    HashChain() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        hash = sha256.digest(("dev.ibkrbot journal " + ENCODING_VERSION).getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes the next record in and returns its sequence. */
    long advance(JournalRecord record) {
        byte[] type = record.type().name().getBytes(StandardCharsets.US_ASCII);
        byte[] body = record.body().getBytes(StandardCharsets.UTF_8);
        int length = FIXED_LENGTH + type.length + body.length;
        if (buffer.capacity() < length) {
            buffer = ByteBuffer.allocate(2 * length);
        }
        buffer.clear();
        buffer.put(hash)
                .putInt(ENCODING_VERSION)
                .putLong(sequence + 1)
                .putLong(record.time().getEpochSecond())
                .putInt(record.time().getNano())
                .putInt(type.length)
                .put(type)
                .putInt(body.length)
                .put(body);
        sha256.update(buffer.array(), 0, length);
        try {
            sha256.digest(hash, 0, HASH_LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        return ++sequence;
    }

    long sequence() {
        return sequence;
    }

    String hash() {
        byte[] text = new byte[2 * HASH_LENGTH];
        for (int i = 0; i < HASH_LENGTH; i++) {
            text[2 * i] = HEX[(hash[i] >> 4) & 0xf];
            text[2 * i + 1] = HEX[hash[i] & 0xf];
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    JournalHead head() {
        return new JournalHead(sequence, hash());
    }
}
