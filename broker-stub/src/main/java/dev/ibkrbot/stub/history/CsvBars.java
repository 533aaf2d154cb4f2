package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Minute bars in csv. The first line names the columns, in any order and case: {@code timestamp, open, high, low, close,
 * volume}, and {@code symbol} where a file has several; others are ignored. A timestamp is the bar's start, either
 * ISO 8601 with an offset ({@code 2026-11-18T09:30:00-05:00}, {@code 2026-11-18T14:30:00Z}) or whole seconds since 1970
 * UTC. Each symbol's rows ascend. Rows outside regular hours are left out. Anything else is a {@link HistoryException}
 * with file and line. Stateless.
 */
public final class CsvBars {
    private static final List<String> COLUMNS = List.of("timestamp", "open", "high", "low", "close", "volume");
    private static final long MOST_BYTES = 8L << 30;
    private static final int MOST_SYMBOLS = 1_000;

    private CsvBars() {}

    /**
     * Reads one file.
     *
     * @param symbol whose bars they are where the file has no symbol column
     * @param first first trading date to keep
     * @param last last trading date to keep
     */
    public static History read(
            Path file, Optional<Symbol> symbol, MarketCalendar calendar, LocalDate first, LocalDate last) {
        return read(file, symbol, calendar, first, last, fault -> {
            throw fault;
        });
    }

    /**
     * As above, but a row that cannot be believed is left out and told to {@code faults}, which may throw it. What makes the
     * rest unreadable is thrown all the same.
     */
    static History read(
            Path file,
            Optional<Symbol> symbol,
            MarketCalendar calendar,
            LocalDate first,
            LocalDate last,
            Consumer<HistoryException> faults) {
        try (InputStream in = Files.newInputStream(file)) {
            return new Reading(file, symbol, calendar, first, last).read(in, faults);
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be read: " + e, e);
        }
    }

    private static final class Reading {
        private final Path file;
        private final Optional<Symbol> symbol;
        private final MarketCalendar calendar;
        private final long from;
        private final long to;
        private final Map<String, BarCollector> bars = new LinkedHashMap<>();
        private final int[] column = new int[COLUMNS.size()];
        private int symbolColumn = -1;

        Reading(Path file, Optional<Symbol> symbol, MarketCalendar calendar, LocalDate first, LocalDate last) {
            this.file = file;
            this.symbol = symbol;
            this.calendar = calendar;
            from = first.atStartOfDay(calendar.zone()).toEpochSecond();
            to = last.plusDays(1).atStartOfDay(calendar.zone()).toEpochSecond();
        }

        History read(InputStream in, Consumer<HistoryException> faults) throws IOException {
            LineReader reader = new LineReader(file, in, MOST_BYTES);
            Fields fields = new Fields();
            if (!reader.next()) {
                throw new HistoryException(file, "is empty");
            }
            fields.cut(reader);
            header(fields, reader);
            int width = fields.count();
            while (reader.next()) {
                try {
                    fields.cut(reader);
                    if (fields.count() == 1 && fields.text(0).isEmpty()) {
                        continue;
                    }
                    row(fields, width, reader);
                } catch (HistoryException e) {
                    faults.accept(e);
                }
            }
            return result();
        }

        private void header(Fields fields, LineReader reader) {
            Map<String, Integer> named = new LinkedHashMap<>();
            for (int i = 0; i < fields.count(); i++) {
                String name = fields.text(i).replace("\uFEFF", "").toLowerCase(Locale.ROOT);
                if (named.put(name, i) != null) {
                    throw reader.fault("column '" + name + "' is there twice");
                }
            }
            for (int i = 0; i < column.length; i++) {
                Integer at = named.get(COLUMNS.get(i));
                if (at == null) {
                    throw reader.fault("column '" + COLUMNS.get(i) + "' is missing");
                }
                column[i] = at;
            }
            symbolColumn = named.getOrDefault("symbol", -1);
            if (symbolColumn < 0 && symbol.isEmpty()) {
                throw reader.fault("column 'symbol' is missing and the file is not named after a symbol");
            }
        }

        private void row(Fields fields, int width, LineReader reader) {
            if (fields.count() != width) {
                throw reader.fault("has " + fields.count() + " fields, the first line has " + width);
            }
            String name = symbolColumn < 0 ? symbol.orElseThrow().value() : fields.text(symbolColumn);
            BarCollector collector = bars.get(name);
            if (collector == null) {
                collector = begin(name, reader);
            }
            collector.add(
                    reader,
                    Timestamps.epochSecond(fields.text(column[0]), reader),
                    fields.units(column[1], "open", reader),
                    fields.units(column[2], "high", reader),
                    fields.units(column[3], "low", reader),
                    fields.units(column[4], "close", reader),
                    fields.whole(column[5], "volume", reader));
        }

        private BarCollector begin(String name, LineReader reader) {
            if (bars.size() == MOST_SYMBOLS) {
                throw reader.fault("the file has more than " + MOST_SYMBOLS + " symbols");
            }
            try {
                new Symbol(name);
            } catch (IllegalArgumentException e) {
                throw reader.fault(e.getMessage());
            }
            BarCollector collector = new BarCollector(calendar, from, to);
            bars.put(name, collector);
            return collector;
        }

        private History result() {
            Map<Symbol, BarSeries> minutes = new LinkedHashMap<>();
            List<String> warnings = new ArrayList<>();
            bars.forEach((name, collector) -> {
                if (collector.outside() > 0) {
                    warnings.add(
                            file + ": left out " + collector.outside() + " rows of " + name + " outside regular hours");
                }
                if (collector.size() > 0) {
                    minutes.put(new Symbol(name), collector.build());
                }
            });
            return History.ofMinutes(minutes, warnings);
        }
    }

    /**
     * Writes one symbol's bars with timestamps in UTC. The file appears complete or not at all; an existing one is
     * replaced.
     */
    public static void write(Path file, Symbol symbol, BarSeries bars) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.US_ASCII)) {
                out.write("symbol,timestamp,open,high,low,close,volume\n");
                for (int i = 0; i < bars.size(); i++) {
                    out.write(symbol + "," + Instant.ofEpochSecond(bars.startEpochSecond(i)) + "," + bars.open(i) + ","
                            + bars.high(i) + "," + bars.low(i) + "," + bars.close(i) + "," + bars.volume(i) + "\n");
                }
            }
            replace(part, file);
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be written: " + e, e);
        } finally {
            discard(part);
        }
    }

    private static void replace(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // It was a leftover; that it cannot be removed changes nothing for the reader of the real file.
            part.toFile().deleteOnExit();
        }
    }
}
