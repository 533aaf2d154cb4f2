package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every double is the one {@link Double#parseDouble} gives, to the last bit. So many of each shape are tried as
 * {@code ibkrbot.numbers} says, 50,000 unless set; the seed is fixed.
 */
class NumbersTest {
    private static final int NUMBERS = Integer.getInteger("ibkrbot.numbers", 50_000);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Shapes of numbers; the first are what gateways send. */
    enum Shape {
        PRICE(random -> random.nextInt(1_000_000) + "." + random.nextInt(10_000)),
        COUNT(random -> Long.toString(random.nextLong(-1_000_000, 1_000_000))),
        PADDED(random -> "0".repeat(random.nextInt(4)) + random.nextInt(1000) + "." + "0".repeat(random.nextInt(8))
                + random.nextInt(100_000) + "0".repeat(random.nextInt(12))),
        GREEK(random -> Double.toString(random.nextDouble(-1, 1))),
        SMALL_WITH_EXPONENT(random -> Double.toString(random.nextDouble() / 1e4)),
        LARGE_WITH_EXPONENT(random -> Double.toString(random.nextDouble() * StrictMath.pow(10, random.nextInt(7, 30)))),
        ANY_BITS(random -> Double.toString(finite(random.nextLong()))),
        SUBNORMAL(random -> Double.toString(Double.longBitsToDouble(random.nextLong(1L << 52)))),
        SHORT_SUBNORMAL(random -> random.nextInt(1000) + "e-" + random.nextInt(318, 330)),
        ANY_LONG(random -> Long.toUnsignedString(random.nextLong())),
        ANY_EXPONENT(random -> digits(random, 1, 25) + "." + digits(random, 0, 10) + "E" + random.nextInt(-60, 60)),
        LONG_MANTISSA(random -> digits(random, 0, 20) + "." + digits(random, 1, 40)),
        MIDDLE(random -> middle(random.nextDouble() * StrictMath.pow(10, random.nextInt(-8, 16)), random, false)),
        EXACT_MIDDLE(random -> middle(random.nextInt(1, 100_000) / 16.0, random, false)),
        MIDDLE_WITH_EXPONENT(random -> middle(finite(random.nextLong()), random, true)),
        MIDDLE_OF_SUBNORMALS(random -> middle(Double.longBitsToDouble(random.nextLong(1L << 52)), random, true)),
        WHOLE_MIDDLE(random -> Long.toString((1L << random.nextInt(53, 63)) + random.nextInt(4096)));

        private final Function<SplittableRandom, String> maker;

        Shape(Function<SplittableRandom, String> maker) {
            this.maker = maker;
        }
    }

    private static double finite(long bits) {
        // The largest exponent is that of infinity, and the largest numbers mean that there is none.
        return Double.longBitsToDouble((bits >>> 52 & 0x7FF) >= 0x7FE ? bits & ~(3L << 61) : bits);
    }

    private static String digits(SplittableRandom random, int least, int most) {
        StringBuilder digits = new StringBuilder();
        for (int i = random.nextInt(least, most + 1); i > 0; i--) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** Digits next to the middle between two doubles, where one wrong bit rounds the other way. */
    private static String middle(double below, SplittableRandom random, boolean exponent) {
        BigDecimal low = new BigDecimal(Math.abs(below));
        BigDecimal middle =
                low.add(new BigDecimal(Math.nextUp(Math.abs(below)))).divide(TWO);
        RoundingMode mode = random.nextBoolean() ? RoundingMode.DOWN : RoundingMode.UP;
        BigDecimal rounded = middle.round(new MathContext(random.nextInt(15, 26), mode));
        return exponent
                ? String.format(Locale.ROOT, "%." + (rounded.precision() - 1) + "E", rounded)
                : rounded.toPlainString();
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryDoubleAsTheLibraryDoes(Shape shape) {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < NUMBERS; i++) {
            requireSame(shape.maker.apply(random));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "0e0",
                "0E400",
                "-0e-400",
                "-0.000000000000000000000000000",
                "9007199254740993",
                "9007199254740992.5",
                "9007199254740993e22",
                "9007199254740991e22",
                "9007199254740991E23",
                "9223372036854775808",
                "9999999999999999999",
                "18446744073709551615",
                "18446744073709551615e-27",
                "18446744073709551615e-28",
                "0.9999999999999999999",
                "9999999999.999999999",
                "0.0000000000000000000000000000000000001",
                "4503599627370496.5",
                "4503599627370497.5",
                "45035996273704975e-1",
                "1.00000000000000011102230246251565404236316680908203125",
                "5e-324",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "2.2250738585072014E-308",
                "2.2250738585072011e-308",
                "1.7976931348623155E308",
                "1.e5",
                ".5E+3",
                "00000000000000000000000001.5",
            })
    void readsTheHardCasesAsTheLibraryDoes(String text) {
        requireSame(text);
    }

    /** All prices up to 100 to the last of four places, as a gateway may write them. */
    @Test
    void readsEveryPriceAsTheLibraryDoes() {
        for (int i = 0; i < 1_000_000; i++) {
            requireSame(i / 10_000 + "." + Integer.toString(10_000 + i % 10_000).substring(1));
        }
    }

    /** As a field of a message, and by the way that all numbers could go. No assertion object: these are millions. */
    private static void requireSame(String text) {
        byte[] field = (text + '\0').getBytes(StandardCharsets.US_ASCII);
        requireSame(text, new FieldReader().over(field, 0, field.length).readDouble());
        requireSame(text, Numbers.toDouble(field, 0, field.length - 1));
    }

    private static void requireSame(String text, double read) {
        double expected = Double.parseDouble(text);
        if (Double.doubleToRawLongBits(read) != Double.doubleToRawLongBits(expected)) {
            throw new AssertionError(text + " is " + expected + " and was read as " + read);
        }
    }
}
