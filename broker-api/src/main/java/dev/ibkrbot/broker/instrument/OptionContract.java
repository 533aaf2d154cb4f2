package dev.ibkrbot.broker.instrument;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One listed option series. Every component is part of its economic identity, so SPX and SPXW, or a standard and an
 * adjusted contract, differ.
 *
 * @param underlying symbol of what it is an option on
 * @param expiration last day of its life, as an exchange-local date
 * @param strike per share, in {@code currency}; positive
 * @param right call or put
 * @param multiplier shares per contract; positive, usually 100
 * @param tradingClass the exchange's class, such as SPXW; usually the underlying's symbol
 * @param style when it may be exercised
 * @param settlement what changes hands at exercise
 * @param currency of strike and premium
 */
public record OptionContract(
        Symbol underlying,
        LocalDate expiration,
        Price strike,
        Right right,
        int multiplier,
        String tradingClass,
        ExerciseStyle style,
        Settlement settlement,
        Currency currency)
        implements Instrument, Comparable<OptionContract> {
    private static final int STANDARD_MULTIPLIER = 100;
    private static final Pattern TRADING_CLASS = Pattern.compile("[A-Z0-9.\\- ]{1,12}");
    private static final Comparator<OptionContract> ORDER = Comparator.comparing(OptionContract::underlying)
            .thenComparing(OptionContract::expiration)
            .thenComparing(OptionContract::strike)
            .thenComparing(OptionContract::right)
            .thenComparing(OptionContract::tradingClass)
            .thenComparing(OptionContract::multiplier)
            .thenComparing(OptionContract::style)
            .thenComparing(OptionContract::settlement)
            .thenComparing(c -> c.currency().code());
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    public OptionContract {
        if (!strike.isPositive()) {
            throw new IllegalArgumentException("strike is not positive: " + strike);
        }
        if (multiplier <= 0) {
            throw new IllegalArgumentException("multiplier is not positive: " + multiplier);
        }
        if (!TRADING_CLASS.matcher(tradingClass).matches()) {
            throw new IllegalArgumentException("trading class is not 1 to 12 of A-Z 0-9 . -: '" + tradingClass + "'");
        }
    }

    /** A standard American equity option in dollars on 100 shares, in the class named like its underlying. */
    public static OptionContract equity(Symbol underlying, LocalDate expiration, Price strike, Right right) {
        return new OptionContract(
                underlying,
                expiration,
                strike,
                right,
                STANDARD_MULTIPLIER,
                underlying.value(),
                ExerciseStyle.AMERICAN,
                Settlement.PHYSICAL,
                Currency.USD);
    }

    @Override
    public int compareTo(OptionContract other) {
        return ORDER.compare(this, other);
    }

    /** Class, expiration, right and strike: "SPY 20261127 C 450.00". */
    @Override
    public String toString() {
        return tradingClass + " " + DAY.format(expiration) + " " + right.letter() + " " + strike;
    }
}
