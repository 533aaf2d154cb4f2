package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.value.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** One comma-separated line cut into fields, reused from line to line. Confined to one thread. */
final class Fields {
    private static final int MOST = 64;
    private static final int PLACES = 8;
    private static final int MOST_DIGITS = 17;

    private String line = "";
    private final int[] starts = new int[MOST];
    private final int[] ends = new int[MOST];
    private int count;

    /** Cuts the line; spaces around fields and one pair of quotation marks are dropped. */
    void cut(LineReader reader) {
        line = reader.text();
        count = 0;
        int start = 0;
        while (start <= line.length()) {
            int comma = line.indexOf(',', start);
            int end = comma < 0 ? line.length() : comma;
            if (count == MOST) {
                throw reader.fault("the line has more than " + MOST + " fields");
            }
            keep(start, end);
            start = end + 1;
        }
    }

    private void keep(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(line.charAt(from))) {
            from++;
        }
        while (from < to && Character.isWhitespace(line.charAt(to - 1))) {
            to--;
        }
        boolean quoted = to - from >= 2 && line.charAt(from) == '"' && line.charAt(to - 1) == '"';
        starts[count] = quoted ? from + 1 : from;
        ends[count] = quoted ? to - 1 : to;
        count++;
    }

    int count() {
        return count;
    }

    boolean isEmpty(int i) {
        return starts[i] == ends[i];
    }

    String text(int i) {
        return line.substring(starts[i], ends[i]);
    }

    /** A decimal number in 1e-8 units, rounded half-even beyond eight places; the name is for the error. */
    long units(int i, String name, LineReader reader) {
        int end = ends[i];
        long value = 0;
        int digits = 0;
        int point = -1;
        for (int k = starts[i]; k < end; k++) {
            char c = line.charAt(k);
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                digits++;
            } else if (c == '.' && point < 0) {
                point = k;
            } else {
                return slow(text(i), name, reader);
            }
            if (digits > MOST_DIGITS) {
                return slow(text(i), name, reader);
            }
        }
        int places = point < 0 ? 0 : end - point - 1;
        if (digits == 0 || places > PLACES || digits - places + PLACES > MOST_DIGITS) {
            return slow(text(i), name, reader);
        }
        for (int k = places; k < PLACES; k++) {
            value *= 10;
        }
        return value;
    }

    /** For signs, many digits and nonsense. */
    private static long slow(String text, String name, LineReader reader) {
        if (!text.matches("-?[0-9]{1,20}(\\.[0-9]{0,30})?|-?\\.[0-9]{1,30}")) {
            throw reader.fault(name + " is not a decimal number: '" + text + "'");
        }
        try {
            BigDecimal rounded = new BigDecimal(text).setScale(PLACES, RoundingMode.HALF_EVEN);
            return Price.ofUnits(rounded.unscaledValue().longValueExact()).units();
        } catch (ArithmeticException e) {
            throw reader.fault(name + " is out of range: '" + text + "'");
        }
    }

    /** A whole number, which may be written with zeros behind a point. */
    long whole(int i, String name, LineReader reader) {
        int start = starts[i];
        int end = ends[i];
        if (start == end || end - start > MOST_DIGITS) {
            return slowWhole(text(i), name, reader);
        }
        long value = 0;
        for (int k = start; k < end; k++) {
            char c = line.charAt(k);
            if (c < '0' || c > '9') {
                return slowWhole(text(i), name, reader);
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /** For signs, zeros behind a point and nonsense. */
    private static long slowWhole(String text, String name, LineReader reader) {
        int point = text.indexOf('.');
        String digits = point >= 0 && text.substring(point + 1).matches("0*") ? text.substring(0, point) : text;
        if (!digits.matches("-?[0-9]{1,18}")) {
            throw reader.fault(name + " is not a whole number: '" + text + "'");
        }
        return Long.parseLong(digits);
    }
}
