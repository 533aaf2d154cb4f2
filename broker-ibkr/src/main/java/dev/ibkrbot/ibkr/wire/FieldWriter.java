package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Builds one outgoing frame field by field. Confined to its thread, used once. */
final class FieldWriter {
    private static final int LENGTH_BYTES = 4;

    /** The literal that means an unset integer where an empty field will not do. */
    private static final String UNSET_INT = "2147483647";

    private final StringBuilder fields = new StringBuilder(256);

    private FieldWriter() {}

    static FieldWriter message(int id) {
        return new FieldWriter().add(id);
    }

    FieldWriter add(int value) {
        fields.append(value).append('\0');
        return this;
    }

    FieldWriter add(boolean value) {
        fields.append(value ? '1' : '0').append('\0');
        return this;
    }

    /** Printable ASCII only: the gateway accepts nothing else, and a NUL would shift every later field. */
    FieldWriter add(String text) {
        requirePrintable(text);
        fields.append(text).append('\0');
        return this;
    }

    /** A plain decimal without exponent; an empty field when absent. */
    FieldWriter add(Optional<BigDecimal> value) {
        value.ifPresent(it -> fields.append(it.toPlainString()));
        fields.append('\0');
        return this;
    }

    FieldWriter unset() {
        fields.append('\0');
        return this;
    }

    FieldWriter unset(int count) {
        for (int i = 0; i < count; i++) {
            unset();
        }
        return this;
    }

    FieldWriter unsetInt() {
        fields.append(UNSET_INT).append('\0');
        return this;
    }

    FieldWriter zeros(int count) {
        for (int i = 0; i < count; i++) {
            add(0);
        }
        return this;
    }

    /** conId to tradingClass, with the primary exchange: twelve fields. */
    FieldWriter contract(WireContract it) {
        return add(it.conId())
                .add(it.symbol())
                .add(it.secType())
                .add(it.lastTradeDate())
                .add(it.strike())
                .add(it.right())
                .add(it.multiplier())
                .add(it.exchange())
                .add(it.primaryExchange())
                .add(it.currency())
                .add(it.localSymbol())
                .add(it.tradingClass());
    }

    /** Count and legs of a BAG as data requests have them; nothing at all for other contracts. */
    FieldWriter dataLegs(WireContract it) {
        if (it.isCombo()) {
            add(it.legs().size());
            for (WireContract.Leg leg : it.legs()) {
                add(leg.conId()).add(leg.ratio()).add(leg.action()).add(leg.exchange());
            }
        }
        return this;
    }

    /** Length prefix and fields. */
    byte[] frame() {
        byte[] payload = fields.toString().getBytes(StandardCharsets.US_ASCII);
        return framed(payload);
    }

    static byte[] framed(byte[] payload) {
        byte[] frame = new byte[LENGTH_BYTES + payload.length];
        frame[0] = (byte) (payload.length >>> 24);
        frame[1] = (byte) (payload.length >>> 16);
        frame[2] = (byte) (payload.length >>> 8);
        frame[3] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, LENGTH_BYTES, payload.length);
        return frame;
    }

    static void requirePrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("not printable ASCII at " + i + " of a text to be sent");
            }
        }
    }
}
