package dev.ibkrbot.benchmarks.wire;

/**
 * The least that reading ticks can cost: one walk over the bytes that adds up the numbers, without checks, objects or
 * messages. Fractions of more than 15 digits come out one unit in the last place wrong now and then, which the library
 * may not do. Not thread-safe.
 */
final class BareParser {
    private static final double[] TEN = new double[23];

    private final byte[] bytes;
    private int at;
    private double skipped;

    static {
        double power = 1;
        for (int i = 0; i < TEN.length; i++) {
            TEN[i] = power;
            power *= 10;
        }
    }

    BareParser(byte[] frames) {
        bytes = frames;
    }

    /** All frames once. */
    Sum run() {
        Sum sum = new Sum();
        for (at = 0; at < bytes.length; ) {
            at += 4;
            tick(integer(), sum);
            sum.count();
        }
        return sum;
    }

    private void tick(int id, Sum sum) {
        if (id != 21) {
            integer(); // message version
        }
        integer(); // request
        integer(); // type
        switch (id) {
            case 1 -> {
                sum.add(number());
                skipped += number();
                integer();
            }
            case 2, 45 -> sum.add(number());
            case 46 -> sum.add(length());
            default -> {
                integer();
                sum.addComputed(number(), -1);
                sum.addComputed(number(), -2);
                sum.addComputed(number(), -1);
                sum.addComputed(number(), -1);
                sum.addComputed(number(), -2);
                sum.addComputed(number(), -2);
                sum.addComputed(number(), -2);
                sum.addComputed(number(), -1);
            }
        }
    }

    private int integer() {
        int value = 0;
        for (byte b = bytes[at++]; b != 0; b = bytes[at++]) {
            value = value * 10 + (b - '0');
        }
        return value;
    }

    private int length() {
        int from = at;
        while (bytes[at++] != 0) {
            // On to the end of the field.
        }
        return at - 1 - from;
    }

    private double number() {
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        long digits = 0;
        int places = 0;
        int perDigit = 0;
        byte b = bytes[at++];
        for (; b != 0 && b != 'E'; b = bytes[at++]) {
            if (b == '.') {
                perDigit = 1;
            } else {
                digits = digits * 10 + (b - '0');
                places += perDigit;
            }
        }
        if (b == 'E') {
            at++; // all exponents here are negative
            places += integer();
        }
        double value = digits / TEN[places];
        return negative ? -value : value;
    }
}
