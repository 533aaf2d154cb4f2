package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Daily rows of an index as exchanges publish them: a first line that names the columns {@code DATE} and {@code OPEN}
 * in any order and case, others being ignored, and ascending dates such as 11/18/2026 or 2026-11-18. A day whose open
 * is no positive number has no level and is told of. Anything else is a {@link HistoryException} with file and line.
 * Stateless.
 */
final class DailyLevels {
    private static final DateTimeFormatter AMERICAN =
            DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final long MOST_BYTES = 1L << 26;

    private DailyLevels() {}

    /** The days within the dates, both inclusive, that are trading dates. */
    static History read(Path file, MarketCalendar calendar, LocalDate first, LocalDate last) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(new LineReader(file, in, MOST_BYTES), file, calendar, first, last);
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be read: " + e, e);
        }
    }

    private static History read(LineReader reader, Path file, MarketCalendar calendar, LocalDate first, LocalDate last)
            throws IOException {
        Fields fields = new Fields();
        reader.next();
        fields.cut(reader);
        int width = fields.count();
        int dates = column("date", fields, reader);
        int opens = column("open", fields, reader);
        BarSeries.Builder levels = BarSeries.builder(BarSize.ONE_DAY);
        List<LocalDate> unusable = new ArrayList<>();
        LocalDate before = LocalDate.MIN;
        while (reader.next()) {
            fields.cut(reader);
            if (fields.count() == 1 && fields.text(0).isEmpty()) {
                continue;
            }
            LeanFolder.require(
                    fields.count() == width, reader, "has " + fields.count() + " fields, the first line has " + width);
            LocalDate date = date(fields.text(dates), reader);
            LeanFolder.require(date.isAfter(before), reader, date + " is not after the date before it");
            before = date;
            Optional<TradingSession> session =
                    date.isBefore(first) || date.isAfter(last) ? Optional.empty() : calendar.session(date);
            if (session.isPresent()) {
                long open = level(fields, opens, reader);
                if (open > 0) {
                    levels.add(session.get().open().getEpochSecond(), open, open, open, open, 0);
                } else {
                    unusable.add(date);
                }
            }
        }
        List<String> warnings = unusable.isEmpty()
                ? List.of()
                : List.of(file + ": " + VolatilityIndex.SYMBOL + " opens at no positive number on " + unusable.size()
                        + (unusable.size() == 1 ? " day: " : " days: ") + LeanFolder.shown(unusable));
        return new History(
                Map.of(), Map.of(), Map.of(), Map.of(VolatilityIndex.SYMBOL, levels.build()), List.of(), warnings);
    }

    private static int column(String name, Fields fields, LineReader reader) {
        for (int i = 0; i < fields.count(); i++) {
            if (fields.text(i).replace("\uFEFF", "").toLowerCase(Locale.ROOT).equals(name)) {
                return i;
            }
        }
        throw reader.fault("column '" + name + "' is missing");
    }

    private static LocalDate date(String text, LineReader reader) {
        try {
            return text.indexOf('/') > 0 ? LocalDate.parse(text, AMERICAN) : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw reader.fault("not a date such as 11/18/2026 or 2026-11-18: '" + text + "'");
        }
    }

    /** In 1e-8 units; 0 for what is no number. */
    private static long level(Fields fields, int i, LineReader reader) {
        try {
            return fields.units(i, "open", reader);
        } catch (HistoryException e) {
            return 0;
        }
    }
}
