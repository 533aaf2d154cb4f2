package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.CorporateAction;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Splits and dividends out of Lean's factor files: rows of date, price factor, split factor and the close of that date, each
 * pair of factors holding up to its date. Where they change, something happened before the next trading day. Factors
 * have seven digits, so dividends come out to four places and splits as the nearest simple ratio. Stateless.
 */
final class LeanFactors {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final long MOST_BYTES = 1 << 20;
    private static final int PLACES = 4;
    private static final int LARGEST_PART = 20;
    private static final double TOLERANCE = 2e-4;
    private static final long FINE = 100_000;

    private LeanFactors() {}

    private record Row(LocalDate date, long price, long split, long close) {}

    /** Those of one symbol, ascending; none when there is no file. */
    static List<CorporateAction> read(Path equity, Symbol symbol, MarketCalendar calendar) {
        Path file = equity.resolve("factor_files").resolve(symbol.value().toLowerCase(Locale.ROOT) + ".csv");
        List<CorporateAction> actions = new ArrayList<>();
        if (!Files.exists(file)) {
            return actions;
        }
        List<Row> rows = rows(file);
        for (int i = 0; i + 1 < rows.size(); i++) {
            Row row = rows.get(i);
            Row next = rows.get(i + 1);
            boolean changes = row.price != next.price || row.split != next.split;
            if (changes && calendar.covers(row.date)) {
                LocalDate exDate = calendar.nextTradingDay(row.date);
                split(symbol, exDate, row, next).ifPresent(actions::add);
                dividend(symbol, exDate, row, next).ifPresent(actions::add);
            }
        }
        return actions;
    }

    private static List<Row> rows(Path file) {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            LineReader reader = new LineReader(file, in, MOST_BYTES);
            Fields fields = new Fields();
            while (reader.next()) {
                fields.cut(reader);
                LeanQuoteRow.requireWidth(fields, 4, reader);
                Row row = new Row(
                        date(fields.text(0), reader),
                        fields.units(1, "price factor", reader),
                        fields.units(2, "split factor", reader),
                        fields.units(3, "close", reader));
                boolean fine = row.price > 0
                        && row.split > 0
                        && row.close >= 0
                        && (rows.isEmpty() || rows.get(rows.size() - 1).date.isBefore(row.date));
                LeanFolder.require(fine, reader, "factors are not positive, or their dates do not ascend");
                rows.add(row);
            }
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be read: " + e.getMessage(), e);
        }
        return rows;
    }

    private static LocalDate date(String text, LineReader reader) {
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeException e) {
            throw reader.fault("not a date: '" + text + "'");
        }
    }

    private static Optional<CorporateAction> split(Symbol symbol, LocalDate exDate, Row row, Row next) {
        if (row.split == next.split) {
            return Optional.empty();
        }
        double ratio = (double) next.split / row.split;
        for (long old = 1; old <= LARGEST_PART; old++) {
            long shares = Math.round(ratio * old);
            if (shares > 0 && Math.abs(shares / (ratio * old) - 1) < TOLERANCE) {
                return Optional.of(new CorporateAction.Split(symbol, exDate, shares, old));
            }
        }
        return Optional.of(new CorporateAction.Split(symbol, exDate, Math.round(ratio * FINE), FINE));
    }

    private static Optional<CorporateAction> dividend(Symbol symbol, LocalDate exDate, Row row, Row next) {
        BigDecimal left =
                BigDecimal.valueOf(row.price).divide(BigDecimal.valueOf(next.price), 16, RoundingMode.HALF_EVEN);
        BigDecimal paid = BigDecimal.valueOf(row.close, 8)
                .multiply(BigDecimal.ONE.subtract(left))
                .setScale(PLACES, RoundingMode.HALF_EVEN);
        return paid.signum() > 0
                ? Optional.of(new CorporateAction.Dividend(symbol, exDate, Price.of(paid.toPlainString())))
                : Optional.empty();
    }
}
