package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** One message to a client, built field by field. Confined to one thread until {@link #frame()} hands the bytes out. */
final class Message {
    /** "No value" of a decimal field. */
    static final String UNSET_DOUBLE = "1.7976931348623157E308";
    /** "No value" of a whole-number field. */
    static final String UNSET_INT = "2147483647";

    private static final int LENGTH_BYTES = 4;

    private byte[] bytes = new byte[160];
    private int length = LENGTH_BYTES;

    private Message() {}

    static Message of(int id) {
        return new Message().number(id);
    }

    /** A message without an id: the answer to the handshake. */
    static Message bare() {
        return new Message();
    }

    /** Non-ASCII goes out escaped, as gateways do; a NUL, which would end the field, as a blank. */
    Message text(String text) {
        room(text.length() * 6 + 1);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                bytes[length++] = ' ';
            } else if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else {
                byte[] escaped = String.format("\\u%04x", (int) c).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(escaped, 0, bytes, length, escaped.length);
                length += escaped.length;
            }
        }
        bytes[length++] = 0;
        return this;
    }

    Message number(long number) {
        if (number >= 0 && number < 10) {
            room(2);
            bytes[length++] = (byte) ('0' + number);
            bytes[length++] = 0;
            return this;
        }
        return text(Long.toString(number));
    }

    Message flag(boolean flag) {
        return number(flag ? 1 : 0);
    }

    /** An estimate: a greek, a volatility. */
    Message estimate(double value) {
        return text(Double.toString(value));
    }

    Message price(Price price) {
        return text(price.toString());
    }

    /** Absent goes out as the literal for it. */
    Message price(Optional<Price> price) {
        return text(price.map(Price::toString).orElse(UNSET_DOUBLE));
    }

    /** Absent goes out empty. */
    Message priceOrEmpty(Optional<Price> price) {
        return text(price.map(Price::toString).orElse(""));
    }

    Message quantity(Quantity quantity) {
        return text(quantity.toString());
    }

    Message money(Money money) {
        return text(money.amount());
    }

    /** Absent goes out as the literal for it. */
    Message money(Optional<Money> money) {
        return text(money.map(Money::amount).orElse(UNSET_DOUBLE));
    }

    Message empty(int fields) {
        room(fields);
        for (int i = 0; i < fields; i++) {
            bytes[length++] = 0;
        }
        return this;
    }

    /** So many zeros: "no" and "none" of flags and counts. */
    Message zeros(int fields) {
        for (int i = 0; i < fields; i++) {
            number(0);
        }
        return this;
    }

    /** Fields written with blanks between them, for tables of defaults; "-" stands for empty. */
    Message fields(String separatedByBlanks) {
        for (String field : separatedByBlanks.split(" ")) {
            text(field.equals("-") ? "" : field);
        }
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** The length prefix and the fields. */
    byte[] frame() {
        int payload = length - LENGTH_BYTES;
        for (int i = 0; i < LENGTH_BYTES; i++) {
            bytes[i] = (byte) (payload >>> 24 - 8 * i);
        }
        return Arrays.copyOf(bytes, length);
    }
}
