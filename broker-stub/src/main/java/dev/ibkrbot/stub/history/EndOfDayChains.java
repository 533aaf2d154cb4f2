package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Chains as they stood after a day, in Lean's layout {@code option/usa/universes/SYMBOL/YYYYMMDD.csv}: closing values
 * without bid and ask. They are known when the next day begins, value what is held, and are never traded on. Their
 * volatilities and greeks are not used. Immutable once read.
 */
final class EndOfDayChains {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final String COLUMNS = "#expiry,strike,right,open,high,low,close,volume,open_interest,"
            + "implied_volatility,delta,gamma,vega,theta,rho";
    private static final int WIDTH = 15;
    private static final int CLOSE = 6;
    private static final long MOST_BYTES = 64L << 20;

    private final NavigableMap<LocalDate, Map<OptionContract, Long>> days = new TreeMap<>();

    /** A value and the day after which it was known; 0 in 1e-8 units for none. Immutable. */
    record Value(LocalDate date, long units) {
        static final Value NONE = new Value(LocalDate.MIN, 0);
    }

    private EndOfDayChains() {}

    /** Those of one symbol between two dates, both inclusive; none when there is no folder. */
    static EndOfDayChains read(Path root, Symbol symbol, LocalDate first, LocalDate last) {
        EndOfDayChains all = new EndOfDayChains();
        Path folder =
                root.resolve("option/usa/universes").resolve(symbol.value().toLowerCase(Locale.ROOT));
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9]{8}\\.csv")) {
                    LocalDate date =
                            date(name.substring(0, 8), () -> new HistoryException(file, "is not named after a date"));
                    if (!date.isBefore(first) && !date.isAfter(last)) {
                        all.days.put(date, day(file, symbol));
                    }
                }
            }
        } catch (IOException e) {
            throw new HistoryException(folder, "cannot be listed: " + e.getMessage(), e);
        }
        return all;
    }

    private static Map<OptionContract, Long> day(Path file, Symbol symbol) {
        Map<OptionContract, Long> values = new HashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            LineReader reader = new LineReader(file, in, MOST_BYTES);
            LeanFolder.require(
                    reader.next() && reader.text().equals(COLUMNS), reader, "the columns are not " + COLUMNS);
            Fields fields = new Fields();
            while (reader.next()) {
                fields.cut(reader);
                LeanQuoteRow.requireWidth(fields, WIDTH, reader);
                // The row without an expiration is the underlying.
                if (!fields.isEmpty(0)) {
                    OptionContract contract = contract(fields, symbol, reader);
                    long close = fields.units(CLOSE, "close", reader);
                    LeanFolder.require(close >= 0, reader, "a negative close");
                    LeanFolder.require(values.put(contract, close) == null, reader, "listed twice: " + contract);
                }
            }
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be read: " + e.getMessage(), e);
        }
        return values;
    }

    private static OptionContract contract(Fields fields, Symbol symbol, LineReader reader) {
        long strike = fields.units(1, "strike", reader);
        String right = fields.text(2);
        LeanFolder.require(strike > 0, reader, "a strike that is not positive");
        LeanFolder.require(right.equals("C") || right.equals("P"), reader, "'" + right + "' is neither C nor P");
        return OptionContract.equity(
                symbol,
                date(fields.text(0), () -> reader.fault("not a date: '" + fields.text(0) + "'")),
                Price.ofUnits(strike),
                right.equals("C") ? Right.CALL : Right.PUT);
    }

    private static LocalDate date(String text, Supplier<HistoryException> otherwise) {
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeException e) {
            throw otherwise.get();
        }
    }

    NavigableMap<LocalDate, Map<OptionContract, Long>> days() {
        return days;
    }

    /** The last value that was known when a date began. */
    Value before(OptionContract contract, LocalDate date) {
        for (Map.Entry<LocalDate, Map<OptionContract, Long>> day :
                days.headMap(date, false).descendingMap().entrySet()) {
            long units = day.getValue().getOrDefault(contract, 0L);
            if (units > 0) {
                return new Value(day.getKey(), units);
            }
        }
        return Value.NONE;
    }
}
