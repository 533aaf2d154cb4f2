package dev.ibkrbot.cli.bars;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.stub.history.HistoryException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The split factors of a Lean factor file: rows "date,price factor,split factor,reference price", ascending, each for the
 * dates up to its own. The price factor, which is for dividends, is not used. Immutable.
 */
final class SplitFactors {
    private static final int FIELDS = 4;

    private final NavigableMap<LocalDate, BigDecimal> factors;

    private SplitFactors(NavigableMap<LocalDate, BigDecimal> factors) {
        this.factors = factors;
    }

    static SplitFactors read(Path file) {
        NavigableMap<LocalDate, BigDecimal> factors = new TreeMap<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be read: " + e, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            try {
                LocalDate date = LocalDate.parse(fields[0], DateTimeFormatter.BASIC_ISO_DATE);
                BigDecimal factor = new BigDecimal(fields[2]);
                boolean ascends = factors.isEmpty() || date.isAfter(factors.lastKey());
                if (fields.length < FIELDS || factor.signum() <= 0 || !ascends) {
                    throw new HistoryException(file, i + 1L, "not a later row with a positive factor: " + lines.get(i));
                }
                factors.put(date, factor);
            } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new HistoryException(file, i + 1L, "not a row of factors: " + lines.get(i));
            }
        }
        return new SplitFactors(factors);
    }

    /** By what each bar's prices are multiplied. */
    BigDecimal[] of(BarSeries days, MarketCalendar calendar) {
        BigDecimal[] all = new BigDecimal[days.size()];
        for (int i = 0; i < all.length; i++) {
            Map.Entry<LocalDate, BigDecimal> row = factors.ceilingEntry(calendar.tradingDate(days.start(i)));
            all[i] = row == null ? BigDecimal.ONE : row.getValue();
        }
        return all;
    }
}
