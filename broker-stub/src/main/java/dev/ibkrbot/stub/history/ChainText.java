package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.instrument.ExerciseStyle;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The fields of an archive's lines; docs/recording-format.md describes them. Reading throws
 * {@link IllegalArgumentException} or {@link DateTimeException} for what cannot be. Stateless.
 */
final class ChainText {
    static final String HEADER = "ibkrbot-chain";
    static final String VERSION = "1";
    private static final int LONGEST_REASON = 200;
    private static final int QUOTE_FIELDS = 6;

    private ChainText() {}

    static String header(Symbol symbol, LocalDate date) {
        return HEADER + "," + VERSION + "," + symbol + "," + date;
    }

    static String contract(int number, OptionContract it) {
        return "C," + number + "," + it.expiration() + "," + it.strike() + ","
                + it.right().letter() + "," + it.multiplier() + "," + it.tradingClass() + "," + it.style() + ","
                + it.settlement() + "," + it.currency();
    }

    static OptionContract contract(Symbol underlying, List<String> fields) {
        require(fields, 10);
        return new OptionContract(
                underlying,
                LocalDate.parse(fields.get(2)),
                Price.of(fields.get(3)),
                right(fields.get(4)),
                Integer.parseInt(fields.get(5)),
                fields.get(6),
                ExerciseStyle.valueOf(fields.get(7)),
                Settlement.valueOf(fields.get(8)),
                new Currency(fields.get(9)));
    }

    private static Right right(String letter) {
        for (Right right : Right.values()) {
            if (right.letter().equals(letter)) {
                return right;
            }
        }
        throw new IllegalArgumentException("'" + letter + "' is neither C nor P");
    }

    static String minute(Bar bar) {
        return "B," + bar.start() + "," + bar.open() + "," + bar.high() + "," + bar.low() + "," + bar.close() + ","
                + bar.volume();
    }

    static Bar minute(List<String> fields) {
        require(fields, 7);
        return new Bar(
                Instant.parse(fields.get(1)),
                Price.of(fields.get(2)),
                Price.of(fields.get(3)),
                Price.of(fields.get(4)),
                Price.of(fields.get(5)),
                Long.parseLong(fields.get(6)));
    }

    static String underlying(Instant at, Quote quote) {
        return "U," + at + "," + quote(quote);
    }

    static ChainRecord.Underlying underlying(Instrument instrument, List<String> fields) {
        require(fields, 2 + QUOTE_FIELDS);
        return new ChainRecord.Underlying(Instant.parse(fields.get(1)), quote(instrument, fields, 2));
    }

    static String option(Instant at, int number, OptionQuote quote) {
        return "O," + at + "," + number + "," + quote(quote.quote()) + "," + text(quote.openInterest()) + ","
                + text(quote.impliedVol()) + ","
                + quote.greeks()
                        .map(it -> it.delta() + "," + it.gamma() + "," + it.vega() + "," + it.theta() + "," + it.rho())
                        .orElse(",,,,");
    }

    static ChainRecord.Option option(OptionContract contract, List<String> fields) {
        require(fields, 3 + QUOTE_FIELDS + 7);
        int at = 3 + QUOTE_FIELDS;
        return new ChainRecord.Option(
                Instant.parse(fields.get(1)),
                new OptionQuote(
                        contract,
                        quote(contract, fields, 3),
                        whole(fields.get(at)),
                        number(fields.get(at + 1)),
                        greeks(fields.subList(at + 2, at + 7))));
    }

    static String unanswered(Instant at, int number, String reason) {
        String line = reason.replaceAll("[^ -+\\--~]+", " ").strip();
        return "X," + at + "," + number + "," + line.substring(0, Math.min(line.length(), LONGEST_REASON));
    }

    static String sweepEnd(Instant at) {
        return "E," + at;
    }

    private static String quote(Quote it) {
        return it.quality() + "," + text(it.bid()) + "," + text(it.ask()) + "," + text(it.last()) + ","
                + text(it.volume()) + "," + it.asOf();
    }

    private static Quote quote(Instrument instrument, List<String> fields, int at) {
        return new Quote(
                instrument,
                price(fields.get(at + 1)),
                price(fields.get(at + 2)),
                price(fields.get(at + 3)),
                whole(fields.get(at + 4)),
                Instant.parse(fields.get(at + 5)),
                DataQuality.valueOf(fields.get(at)));
    }

    private static Optional<Greeks> greeks(List<String> fields) {
        if (fields.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        double[] all = fields.stream().mapToDouble(Double::parseDouble).toArray();
        return Optional.of(new Greeks(all[0], all[1], all[2], all[3], all[4]));
    }

    private static String text(Optional<Price> price) {
        return price.map(Price::toString).orElse("");
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }

    private static String text(OptionalDouble number) {
        return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
    }

    private static Optional<Price> price(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Price.of(text));
    }

    private static OptionalLong whole(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static OptionalDouble number(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }

    static void require(List<String> fields, int count) {
        if (fields.size() != count) {
            throw new IllegalArgumentException(
                    "a line of kind " + fields.get(0) + " has " + fields.size() + " fields, not " + count);
        }
    }

    static List<String> cut(String line) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', start)) {
            fields.add(line.substring(start, comma));
            start = comma + 1;
        }
        fields.add(line.substring(start));
        return fields;
    }

    /** A checksum as it is written. */
    static String hex(long checksum) {
        return String.format(Locale.ROOT, "%08x", checksum);
    }
}
