package dev.ibkrbot.execution.report;

import dev.ibkrbot.broker.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How a report writes numbers and times: by hand, because formatters of the platform differ between versions and
 * equal runs must give equal bytes.
 */
final class Figures {
    /** Stands for a figure that is not defined. */
    static final String NONE = "–";

    private static final String MINUS = "−";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private Figures() {}

    /** "1,234.50 USD". */
    static String money(Money amount) {
        return decimal(new BigDecimal(amount.amount()), 2) + " " + amount.currency();
    }

    /** "+1,234.50 USD". */
    static String signedMoney(Money amount) {
        return (amount.isPositive() ? "+" : "") + money(amount);
    }

    /** The amount without its currency: "+1,234.50". */
    static String signedAmount(Money amount) {
        return (amount.isPositive() ? "+" : "") + decimal(new BigDecimal(amount.amount()), 2);
    }

    /** A fraction as "12.34%". */
    static String percent(double fraction) {
        return decimal(new BigDecimal(fraction).movePointRight(2), 2) + "%";
    }

    static String signedPercent(double fraction) {
        String text = percent(fraction);
        return text.startsWith(MINUS) || isZero(text) ? text : "+" + text;
    }

    static String percent(OptionalDouble fraction) {
        return fraction.isPresent() ? percent(fraction.getAsDouble()) : NONE;
    }

    static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? decimal(new BigDecimal(ratio.getAsDouble()), 2) : NONE;
    }

    static String count(long number) {
        return decimal(BigDecimal.valueOf(number), 0);
    }

    /** "2013-10-04 09:45" in the given zone. */
    static String time(Instant moment, ZoneId zone) {
        return MINUTE.format(moment.atZone(zone));
    }

    /** Grouped by thousands with so many places; a rounded zero has no sign. */
    static String decimal(BigDecimal number, int places) {
        BigDecimal rounded = number.setScale(places, RoundingMode.HALF_EVEN);
        String digits = rounded.abs().toPlainString();
        int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder out = new StringBuilder(rounded.signum() < 0 ? MINUS : "");
        for (int i = 0; i < point; i++) {
            if (i > 0 && (point - i) % 3 == 0) {
                out.append(',');
            }
            out.append(digits.charAt(i));
        }
        return out.append(digits, point, digits.length()).toString();
    }

    /** Plain ASCII text of a double with so many places, for coordinates and chart values. */
    static String plain(double number, int places) {
        return new BigDecimal(number)
                .setScale(places, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static boolean isZero(String text) {
        return text.chars().noneMatch(c -> c >= '1' && c <= '9');
    }
}
