package dev.ibkrbot.cli.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.value.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Number types. Only plain decimal digits are numbers here: what other readers take for octal, hexadecimal, a time of
 * day or infinity is an error that says so.
 */
final class NumberTypes {
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,8})?");
    private static final Pattern LEADING_ZERO = Pattern.compile("([-+]?)0+([0-9]+(\\.[0-9]+)?)");
    private static final Pattern NOT_FINITE = Pattern.compile("(?i)[-+]?\\.?(nan|inf|infinity)");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[0-9]+(:[0-9]+)+");

    private NumberTypes() {}

    /** A whole number from least to most. */
    static ValueType<Long> whole(long least, long most) {
        ObjectNode schema = schema("integer").put("minimum", least).put("maximum", most);
        Range range = new Range(BigDecimal.valueOf(least), false, BigDecimal.valueOf(most));
        String expected = "a whole number from " + least + " to " + most;
        return new ValueType<>(node -> readWhole(node, range, expected), String::valueOf, schema);
    }

    static ValueType<Integer> integer(int least, int most) {
        return whole(least, most).as(Math::toIntExact, Integer::longValue);
    }

    /** A length of time counted in whole units; the key's name says the unit. */
    static ValueType<Duration> duration(ChronoUnit unit, int least, int most) {
        return whole(least, most).as(count -> Duration.of(count, unit), length -> length.dividedBy(unit.getDuration()));
    }

    /** A decimal number; {@code least} itself is allowed unless {@code aboveLeast}. */
    static ValueType<BigDecimal> decimal(String least, boolean aboveLeast, String most) {
        Range range = new Range(new BigDecimal(least), aboveLeast, new BigDecimal(most));
        return new ValueType<>(
                node -> readDecimal(node, range, "a number " + range),
                value -> value.stripTrailingZeros().toPlainString(),
                range.schema());
    }

    /** A fraction above 0 up to {@code most}: 0.15 is 15 %. A likely percentage is recognised and corrected. */
    static ValueType<Percent> fraction(String most) {
        Range range = new Range(BigDecimal.ZERO, true, new BigDecimal(most));
        return new ValueType<>(
                        node -> readDecimal(node, range, "a fraction " + range),
                        value -> value.stripTrailingZeros().toPlainString(),
                        range.schema())
                .as(value -> Percent.ofFraction(value.toPlainString()), share -> new BigDecimal(share.fraction()));
    }

    private static Reading<Long> readWhole(RawNode node, Range range, String expected) {
        Reading<BigDecimal> reading = readDecimal(node, range, expected);
        if (reading instanceof Reading.Bad<BigDecimal> bad) {
            return new Reading.Bad<>(bad.what(), bad.fix(), bad.origin());
        }
        BigDecimal value = ((Reading.Good<BigDecimal>) reading).value();
        return value.scale() > 0
                ? Reading.bad(node, value.toPlainString() + " is not a whole number", "write " + expected)
                : Reading.good(value.longValueExact());
    }

    private static Reading<BigDecimal> readDecimal(RawNode node, Range range, String expected) {
        Optional<Reading.Bad<BigDecimal>> misfit = TextTypes.notOneValue(node, expected);
        if (misfit.isPresent()) {
            return misfit.get();
        }
        RawNode.Scalar scalar = (RawNode.Scalar) node;
        String text = scalar.style() == RawNode.Style.UNTYPED ? scalar.text().strip() : scalar.text();
        if (!DECIMAL.matcher(text).matches()) {
            return Reading.bad(node, wrongForm(text), remedy(text, expected));
        }
        if (scalar.style() == RawNode.Style.QUOTED) {
            return Reading.bad(
                    node, Quoting.quoted(text) + " is text because of its quotes", "write " + text + " without quotes");
        }
        BigDecimal value = new BigDecimal(text);
        return range.complaint(value)
                .<Reading<BigDecimal>>map(what -> Reading.bad(node, what, range.remedy(value, expected)))
                .orElseGet(() -> Reading.good(value));
    }

    private static String wrongForm(String text) {
        String shown = Quoting.quoted(text);
        if (LEADING_ZERO.matcher(text).matches()) {
            return shown + " begins with 0, which some readers take for octal";
        }
        if (NOT_FINITE.matcher(text).matches()) {
            return shown + " is not a finite number";
        }
        if (SEXAGESIMAL.matcher(text).matches()) {
            return shown + " is a time, not a number";
        }
        return shown + " is not a plain decimal number";
    }

    private static String remedy(String text, String expected) {
        var leading = LEADING_ZERO.matcher(text);
        if (leading.matches()) {
            return "write " + leading.group(1).replace("+", "") + leading.group(2);
        }
        if (text.matches("[0-9]+(\\.[0-9]+)?\\s*%") && expected.startsWith("a fraction")) {
            String digits = text.replaceAll("[\\s%]", "");
            return "write it as a fraction: " + hundredth(new BigDecimal(digits));
        }
        return "write " + expected;
    }

    private static String hundredth(BigDecimal percent) {
        return percent.movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    private static ObjectNode schema(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** The allowed interval; the upper end is included. */
    private record Range(BigDecimal least, boolean aboveLeast, BigDecimal most) {

        Optional<String> complaint(BigDecimal value) {
            int low = value.compareTo(least);
            if (low < 0 || (low == 0 && aboveLeast)) {
                return Optional.of(value.toPlainString() + (aboveLeast ? " is not above " : " is below ") + least);
            }
            return value.compareTo(most) > 0
                    ? Optional.of(value.toPlainString() + " is above " + most)
                    : Optional.empty();
        }

        String remedy(BigDecimal value, String expected) {
            boolean percentage = expected.startsWith("a fraction")
                    && value.compareTo(most) > 0
                    && value.compareTo(BigDecimal.valueOf(100)) <= 0;
            return percentage
                    ? "write " + hundredth(value) + " for " + value.toPlainString() + " %"
                    : "write " + expected;
        }

        ObjectNode schema() {
            ObjectNode schema = NumberTypes.schema("number");
            return schema.put(aboveLeast ? "exclusiveMinimum" : "minimum", least)
                    .put("maximum", most);
        }

        @Override
        public String toString() {
            return (aboveLeast ? "above " : "from ") + least + (aboveLeast ? " up to " : " to ") + most;
        }
    }
}
