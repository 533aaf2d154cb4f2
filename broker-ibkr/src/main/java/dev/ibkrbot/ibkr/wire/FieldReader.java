package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the NUL-terminated fields of one payload, straight from its bytes. Every number is read strictly: ASCII
 * digits, a point, a sign, an exponent, nothing else. Reading past the end or something else than asked for throws
 * {@link ProtocolException}. Confined to the reading thread, reused for every frame.
 */
final class FieldReader {
    private byte[] bytes = {};
    private int begin;
    private int at;
    private int end;
    private int missingTail;

    /** Starts over; the payload must end with a NUL, so that every scan below ends without a bounds check. */
    FieldReader over(byte[] buffer, int offset, int length) {
        if (length <= 0 || buffer[offset + length - 1] != 0) {
            throw new ProtocolException("payload of " + length + " bytes does not end with a NUL");
        }
        bytes = buffer;
        begin = offset;
        at = offset;
        end = offset + length;
        missingTail = 0;
        return this;
    }

    /** A text; UTF-8 in which broken sequences are replaced. */
    String readText() {
        requireField();
        int from = at;
        while (bytes[at] != 0) {
            at++;
        }
        String text = from == at ? "" : new String(bytes, from, at - from, StandardCharsets.UTF_8);
        at++;
        return text;
    }

    /** A text in which the gateway wrote characters outside ASCII as backslash, u and four hex digits. */
    String readEscapedText() {
        return EscapedText.unescape(readText());
    }

    /** A status: letters only, possibly none. A digit here means that the fields are shifted. */
    String readWord() {
        String text = readText();
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLetter(text.charAt(i))) {
                throw bad("not a word");
            }
        }
        return text;
    }

    /** The non-empty parts of a comma list. */
    List<String> readList() {
        String text = readText();
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            if (to > from) {
                parts.add(text.substring(from, to));
                if (parts.size() > Bounds.LIST_PARTS) {
                    throw bad("more than " + Bounds.LIST_PARTS + " parts in a list");
                }
            }
            from = to + 1;
        }
        return parts;
    }

    /** A number of 32 bits; an empty field is 0. */
    int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw bad("beyond 32 bits");
        }
        return (int) value;
    }

    /** A number of 32 bits that must be there. */
    int requireInt() {
        requireField();
        if (bytes[at] == 0) {
            throw bad("empty");
        }
        return readInt();
    }

    /** A number of 64 bits; an empty field is 0. */
    long readLong() {
        requireField();
        byte[] all = bytes;
        boolean negative = all[at] == '-';
        int first = negative ? at + 1 : at;
        int to = first;
        long value = 0;
        for (byte b = all[to]; b != 0; b = all[++to]) {
            int digit = b - '0';
            if (digit < 0 || digit > 9) {
                throw badAt(to, "not a whole number");
            }
            // Built as a negative number, because there is one more of them; 18 digits always fit.
            if (to - first >= 18 && (to - first >= 19 || value < (Long.MIN_VALUE + digit) / 10)) {
                throw badAt(to, "beyond 64 bits");
            }
            value = value * 10 - digit;
        }
        if (to == first && negative) {
            throw badAt(to, "a sign alone");
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw badAt(to, "beyond 64 bits");
        }
        at = to + 1;
        return negative ? value : -value;
    }

    /** Empty is false. */
    boolean readBool() {
        requireField();
        byte b = bytes[at];
        if (b == 0) {
            at++;
            return false;
        }
        if ((b != '0' && b != '1') || bytes[at + 1] != 0) {
            throw bad("neither 0 nor 1");
        }
        at += 2;
        return b == '1';
    }

    /** An estimate; NaN when empty, unset, infinite or not a number. Exactly what Double.parseDouble would say. */
    double readDouble() {
        requireField();
        byte[] all = bytes;
        int from = at;
        int first = all[from] == '-' ? from + 1 : from;
        long digits = 0;
        int point = -1;
        int to = first;
        byte b = all[to];
        for (; b != 0; b = all[++to]) {
            int digit = b - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (b == '.' && point < 0) {
                point = to;
            } else {
                break;
            }
        }
        int count = to - first - (point < 0 ? 0 : 1);
        if (b == 0 && count >= 1 && count <= Numbers.PLAIN_DIGITS) {
            at = to + 1;
            double value = Numbers.quotient(digits, point < 0 ? 0 : to - point - 1);
            return first == from ? value : -value;
        }
        return readUncommonDouble();
    }

    /** With an exponent, very long, unset, or no number at all. */
    private double readUncommonDouble() {
        int from = at;
        at = Numbers.skipField(bytes, at);
        double value = Numbers.toDouble(bytes, from, at - 1);
        if (value == Numbers.MALFORMED) {
            at = from;
            throw bad("not a number");
        }
        return value;
    }

    /** A size: like {@link #readDouble()}, where the largest 32-bit and 64-bit numbers mean unset too. */
    double readSize() {
        double value = readDouble();
        return Numbers.isUnsetSize(value) ? Double.NaN : value;
    }

    /** An exact decimal in its shortest plain form; absent when empty or unset. */
    Optional<BigDecimal> readDecimal() {
        requireField();
        int from = at;
        at = Numbers.skipField(bytes, at);
        int to = at - 1;
        if (from == to) {
            return Optional.empty();
        }
        if (!Numbers.isPlain(bytes, from, to)) {
            double estimate = Numbers.toDouble(bytes, from, to);
            if (estimate == Numbers.MALFORMED) {
                at = from;
                throw bad("not a number");
            }
            if (Double.isNaN(estimate)) {
                return Optional.empty();
            }
        }
        return Optional.of(Numbers.toDecimal(bytes, from, to));
    }

    /** A quantity: like {@link #readDecimal()}, where the largest 32-bit and 64-bit numbers mean unset too. */
    Optional<BigDecimal> readQuantity() {
        Optional<BigDecimal> value = readDecimal();
        return value.isPresent() && Numbers.isUnsetSize(value.get().doubleValue()) ? Optional.empty() : value;
    }

    /** An exact decimal that must be there. */
    BigDecimal requireDecimal() {
        int from = at;
        Optional<BigDecimal> value = readQuantity();
        if (value.isEmpty()) {
            at = from;
            throw bad("absent");
        }
        return value.get();
    }

    /**
     * How many items follow. Refused before anybody loops if it is negative, above the given bound, or more than the
     * bytes that are left can hold.
     */
    int readCount(int fieldsEach, int most) {
        int from = at;
        long count = readLong();
        if (count < 0 || count > most || count * fieldsEach > end - at) {
            at = from;
            throw bad("impossible count");
        }
        return (int) count;
    }

    /** Passes over fields that must be there. */
    FieldReader skip(int fields) {
        for (int i = 0; i < fields; i++) {
            requireField();
            at = Numbers.skipField(bytes, at);
        }
        return this;
    }

    /** Passes over the last fields of a message, which nobody needs; missing ones are counted. */
    void skipTail(int fields) {
        for (int i = 0; i < fields; i++) {
            if (at == end) {
                missingTail += fields - i;
                return;
            }
            at = Numbers.skipField(bytes, at);
        }
    }

    boolean hasMore() {
        return at < end;
    }

    /** Unneeded fields that were not there. */
    int missingFields() {
        return missingTail;
    }

    /** Fields that nobody read. */
    int remainingFields() {
        int count = 0;
        for (int i = at; i < end; i++) {
            if (bytes[i] == 0) {
                count++;
            }
        }
        return count;
    }

    /** Names the message and the place, but never quotes what stands there. */
    ProtocolException bad(String what) {
        int field = 0;
        for (int i = begin; i < Math.min(at, end); i++) {
            if (bytes[i] == 0) {
                field++;
            }
        }
        return new ProtocolException("field " + field + " of message " + messageId() + ": " + what);
    }

    private ProtocolException badAt(int place, String what) {
        at = place;
        return bad(what);
    }

    private String messageId() {
        int to = begin;
        while (to < end && to - begin < 6 && bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        return to == begin ? "?" : new String(bytes, begin, to - begin, StandardCharsets.US_ASCII);
    }

    private void requireField() {
        if (at >= end) {
            throw bad("missing");
        }
    }
}
