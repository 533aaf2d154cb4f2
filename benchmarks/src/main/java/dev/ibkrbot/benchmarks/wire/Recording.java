package dev.ibkrbot.benchmarks.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Framed messages as a gateway sends them at server version 193, made from a seed: the same seed gives the same bytes.
 * Not thread-safe.
 */
final class Recording {
    /** The version the messages are laid out for: what both clients negotiate by default. */
    static final int SERVER_VERSION = 193;

    /** Messages in a recording of each kind. */
    static final int TICKS = 1_000_000;

    static final int ORDERS = 100_000;

    /** Subscriptions the ticks belong to. */
    static final int LINES = 100;

    /** The request id of the first subscription. */
    static final int FIRST_REQUEST = 1_000_000_000;

    private static final String UNSET = "1.7976931348623157E308";
    private static final int[] PRICE_TYPES = {1, 2, 4};
    private static final int[] SIZE_TYPES = {0, 3, 5, 8};

    private final SplittableRandom random;
    private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
    private final StringBuilder fields = new StringBuilder();

    private Recording(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Of 100 ticks 35 are prices, 30 sizes, 15 option computations, 12 texts and 8 other numbers. */
    static byte[] ticks(long seed) {
        Recording recording = new Recording(seed);
        for (int i = 0; i < TICKS; i++) {
            recording.tick();
        }
        return recording.frames.toByteArray();
    }

    /** Open limit orders of options, each with the block and the unset figures that real gateways send. */
    static byte[] orders(long seed) {
        Recording recording = new Recording(seed);
        for (int i = 0; i < ORDERS; i++) {
            recording.order(i + 1);
        }
        return recording.frames.toByteArray();
    }

    private void tick() {
        int request = FIRST_REQUEST + random.nextInt(LINES);
        int kind = random.nextInt(100);
        if (kind < 35) {
            add(1, 6, request, PRICE_TYPES[random.nextInt(3)], price(70_000), random.nextInt(1, 500));
            add(random.nextInt(2));
        } else if (kind < 65) {
            add(2, 6, request, SIZE_TYPES[random.nextInt(4)], random.nextInt(1, 2_000_000));
        } else if (kind < 80) {
            add(21, request, random.nextInt(10, 14), random.nextInt(2));
            computation();
        } else if (kind < 92) {
            boolean time = random.nextBoolean();
            add(
                    46,
                    6,
                    request,
                    time ? 45 : 48,
                    time ? Integer.toString(1_763_000_000 + random.nextInt(100_000)) : trade());
        } else {
            add(45, 6, request, random.nextBoolean() ? 24 : 49, "0." + digits(16));
        }
        frame();
    }

    /** One in twenty is not computed; small figures come with an exponent. */
    private void computation() {
        if (random.nextInt(20) == 0) {
            add("-1", "-2", "-1", "-1", "-2", "-2", "-2", price(70_000));
            return;
        }
        String sign = random.nextBoolean() ? "-" : "";
        String gamma = random.nextInt(4) == 0 ? leading() + "." + digits(16) + "E-4" : "0.0" + digits(16);
        add("0." + digits(16), sign + "0." + digits(16), leading() + "." + digits(14), "0.0", gamma);
        add("0." + digits(16), "-0." + digits(16), price(70_000));
    }

    /** Price, size, milliseconds, volume, average price and flag of one trade. */
    private String trade() {
        return price(70_000) + ";" + random.nextInt(1, 500) + ";17630" + digits(8) + ";" + random.nextInt(1_000_000)
                + ";" + leading() + "." + digits(8) + ";true";
    }

    private void order(int id) {
        add(5, id, 700_000 + random.nextInt(10_000), "SPY", "OPT", "20251219", 400 + random.nextInt(400) + ".0", "C");
        add(100, "SMART", "USD", "SPY   251219C00600000", "SPY");
        add(random.nextBoolean() ? "BUY" : "SELL", random.nextInt(1, 50), "LMT", price(3_000), "0.0", "DAY", "");
        add("DU1234567", "", 0, "B" + id + "-X-E", 7, 2_126_000_000 + (long) random.nextInt(1_000_000), 0, 0, 0, "");
        add("2126726143.0/DU1234567/100", "", "", "", "", "", "", "", "", 0, "", -1, 0, "", "", "", "", "");
        add(2147483647, 0, 0, 0, "", 3, 0, 0, "", 0, 0, "", 0, "None", "", 0, "", "", "", "?", 0, 0, "", 0, 0);
        add("", "", "", "", "", 0, 0, 0, 2147483647, 2147483647, "", "", 0, "", "IB", 0, 0, "", 0, 0);
        add(random.nextBoolean() ? "Submitted" : "PreSubmitted");
        add(UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, "", "", "", "", "", 0, 0, 0, "None", UNSET);
        add(price(3_000), UNSET, UNSET, UNSET, UNSET, 0, "", "", "", 0, 1, 0, 0, 0, "", "", 0, "", "", "", "", "");
        add("", 0, "", 0, "", 2147483647);
        frame();
    }

    /** Cents, in the gateway's way: 5.0, 5.1, 5.15. */
    private String price(int belowCents) {
        int cents = random.nextInt(1, belowCents);
        return cents / 100 + "."
                + (cents % 10 == 0 ? cents / 10 % 10 : cents % 100 < 10 ? "0" + cents % 10 : cents % 100);
    }

    private int leading() {
        return random.nextInt(1, 10);
    }

    /** So many, the first and the last not 0. */
    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count).append(leading());
        for (int i = 2; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.append(leading()).toString();
    }

    private void add(Object... values) {
        for (Object value : values) {
            fields.append(value).append('\0');
        }
    }

    private void frame() {
        frames.writeBytes(frame(fields.toString()));
        fields.setLength(0);
    }

    /** Terminated fields with their length before them. */
    static byte[] frame(String payload) {
        return ByteBuffer.allocate(Integer.BYTES + payload.length())
                .putInt(payload.length())
                .put(payload.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
