package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The fields of one request in order. Empty stands for the default everywhere, as do the protocol's "unset" literals;
 * what cannot be read is a {@link ProtocolViolation}. Confined to one thread.
 */
final class Fields {
    /** No request has as many fields as this. */
    private static final int MOST_FIELDS = 5_000;
    /** Longer texts of a number are refused before they are read. */
    private static final int LONGEST_NUMBER = 40;

    private static final int UNSET_INT = Integer.MAX_VALUE;
    private static final BigDecimal UNSET_FROM = new BigDecimal("1e300");
    private static final int SCALE = 8;

    private final byte[] bytes;
    private final int end;
    private int position;
    private int taken;

    /** Reads the payload of a frame, which must end with a NUL; the bytes must not change meanwhile. */
    Fields(byte[] payload, int length) {
        if (length == 0 || payload[length - 1] != 0) {
            throw new ProtocolViolation("a frame that does not end with NUL");
        }
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (payload[i] == 0) {
                count++;
            }
        }
        if (count > MOST_FIELDS) {
            throw new ProtocolViolation("a frame of " + count + " fields");
        }
        bytes = payload;
        end = length;
    }

    /** Whether a field follows. */
    boolean hasNext() {
        return position < end;
    }

    String text() {
        if (position >= end) {
            throw new ProtocolViolation("field " + taken + " is missing");
        }
        int begin = position;
        while (bytes[position] != 0) {
            position++;
        }
        String text = new String(bytes, begin, position - begin, StandardCharsets.UTF_8);
        position++;
        taken++;
        return text;
    }

    /** The next field, or empty when the client leaves it out at the end. */
    String textOrEmpty() {
        return hasNext() ? text() : "";
    }

    void skip(int fields) {
        for (int i = 0; i < fields; i++) {
            text();
        }
    }

    /** Empty is zero. */
    int integer() {
        long value = wide();
        if (value != (int) value) {
            throw new ProtocolViolation("field " + taken + " is beyond an int");
        }
        return (int) value;
    }

    /** Empty is zero. */
    long wide() {
        String text = text();
        if (text.isEmpty()) {
            return 0;
        }
        try {
            if (text.length() <= LONGEST_NUMBER) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // Said below, without the text, which may be anything.
        }
        throw new ProtocolViolation("field " + taken + " is not a whole number");
    }

    /** A count of what follows, bounded before anything loops over it. */
    int count(int most) {
        int count = integer();
        if (count == UNSET_INT) {
            return 0;
        }
        if (count < 0 || count > most) {
            throw new ProtocolViolation("field " + taken + " counts " + count);
        }
        return count;
    }

    /** Empty is zero; neither infinite nor no number. */
    double estimate() {
        String text = text();
        if (text.isEmpty()) {
            return 0;
        }
        if (text.length() <= LONGEST_NUMBER) {
            try {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Said below, without the text, which may be anything.
            }
        }
        throw new ProtocolViolation("field " + taken + " is not a number");
    }

    boolean flag() {
        String text = text();
        return text.equals("1") || text.equals("true");
    }

    /** Absent when empty or one of the literals for it. */
    Optional<Price> price() {
        return units().map(Price::ofUnits);
    }

    /** Absent when empty or one of the literals for it. */
    Optional<Quantity> quantity() {
        return units().map(Quantity::ofUnits);
    }

    private Optional<Long> units() {
        String text = text();
        if (text.isEmpty() || isUnsetLiteral(text)) {
            return Optional.empty();
        }
        if (text.length() <= LONGEST_NUMBER) {
            try {
                BigDecimal value = new BigDecimal(text);
                // The magnitude is looked at first: an exponent can ask for a number of any length.
                long digitsBefore = (long) value.precision() - value.scale();
                boolean doubleAtMost = digitsBefore <= 309;
                if (digitsBefore > 300 && doubleAtMost && value.compareTo(UNSET_FROM) >= 0) {
                    return Optional.empty();
                }
                if (digitsBefore < 20 && value.scale() < LONGEST_NUMBER) {
                    return Optional.of(value.setScale(SCALE).unscaledValue().longValueExact());
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // Said below, without the text, which may be anything.
            }
        }
        throw new ProtocolViolation("field " + taken + " is not a decimal number");
    }

    private static boolean isUnsetLiteral(String text) {
        return text.equals("2147483647") || text.equals("9223372036854775807") || text.equals("-9223372036854775808");
    }
}
