package dev.ibkrbot.ibkr.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils payloads at random. Stateless. */
public final class Mutations {
    static final List<String> NASTY = List.of(
            "",
            "-1",
            "0",
            "1",
            "2147483647",
            "2147483648",
            "-2147483648",
            "1000000000",
            "abc",
            "1e400",
            "NaN",
            "Infinity",
            "1,5",
            "+1",
            " 1",
            "\u0661",
            "0x10",
            "1e999999999",
            "1e-400",
            "9".repeat(10_000),
            "1.7976931348623157E308",
            "9223372036854775807",
            "None",
            "PEG BENCH",
            "BAG",
            "FUND",
            "\\uD83D",
            "\\u",
            "\uFFFF");

    private Mutations() {}

    /** One to four changes: a byte, a field, a piece lost or doubled. */
    public static byte[] mutated(byte[] payload, SplittableRandom random) {
        byte[] bytes = payload;
        for (int changes = random.nextInt(1, 5); changes > 0 && bytes.length > 0; changes--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + random.nextInt(8));
            byte[] head = Arrays.copyOf(bytes, from);
            byte[] tail = Arrays.copyOfRange(bytes, to, bytes.length);
            switch (random.nextInt(5)) {
                case 0:
                    bytes = bytes.clone();
                    bytes[from] = (byte) random.nextInt();
                    break;
                case 1:
                    bytes = Wire.join(head, tail);
                    break;
                case 2:
                    bytes = Wire.join(head, Arrays.copyOfRange(bytes, from, to), bytes);
                    break;
                case 3:
                    byte[] noise = new byte[random.nextInt(12)];
                    random.nextBytes(noise);
                    bytes = Wire.join(head, noise, tail);
                    break;
                default:
                    bytes = withNastyField(bytes, from, random);
            }
        }
        return bytes;
    }

    private static byte[] withNastyField(byte[] bytes, int near, SplittableRandom random) {
        int from = near;
        while (from > 0 && bytes[from - 1] != 0) {
            from--;
        }
        int to = near;
        while (to < bytes.length && bytes[to] != 0) {
            to++;
        }
        byte[] nasty = NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.UTF_8);
        return Wire.join(Arrays.copyOf(bytes, from), nasty, Arrays.copyOfRange(bytes, to, bytes.length));
    }
}
