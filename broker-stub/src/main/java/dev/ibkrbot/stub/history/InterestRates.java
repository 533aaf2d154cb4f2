package dev.ibkrbot.stub.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recorded policy rates in Lean's layout, {@code alternative/interest-rate/usa/interest-rate.csv}: a heading, then rows of
 * date and percent, each holding from its date on. Immutable.
 */
final class InterestRates {
    /** Taken where none is recorded. */
    static final double USUAL = 0.04;

    private static final long MOST_BYTES = 1 << 20;
    private static final double PERCENT_UNITS = 1e10;

    private final TreeMap<LocalDate, Double> rates = new TreeMap<>();

    private InterestRates() {}

    /** Those under a folder; none when there is no file. */
    static InterestRates under(Path root) {
        InterestRates all = new InterestRates();
        Path file = root.resolve("alternative/interest-rate/usa/interest-rate.csv");
        if (Files.exists(file)) {
            all.read(file);
        }
        return all;
    }

    private void read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            LineReader reader = new LineReader(file, in, MOST_BYTES);
            Fields fields = new Fields();
            reader.next();
            while (reader.next()) {
                fields.cut(reader);
                LeanQuoteRow.requireWidth(fields, 2, reader);
                try {
                    LocalDate date = LocalDate.parse(fields.text(0));
                    rates.put(date, fields.units(1, "rate", reader) / PERCENT_UNITS);
                } catch (DateTimeException e) {
                    throw reader.fault("not a date: '" + fields.text(0) + "'");
                }
            }
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    boolean isEmpty() {
        return rates.isEmpty();
    }

    /** The rate per year that was known when the date began; {@link #USUAL} when none was. */
    double on(LocalDate date) {
        Map.Entry<LocalDate, Double> known = rates.lowerEntry(date);
        return known == null ? USUAL : known.getValue();
    }
}
