package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.stub.sim.CorporateAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Bars in the folder layout of QuantConnect's Lean: {@code equity/usa/minute/SYMBOL/YYYYMMDD_trade.zip} and
 * {@code _quote.zip} with milliseconds since midnight in New York and prices times 10,000, and
 * {@code equity/usa/daily/SYMBOL.zip}; those of indices under {@code index/usa}, with Chicago's time and levels as they
 * are. Where a day has quotes without trades, its minutes are of the middle between bid and ask. Rows before and after
 * regular hours are left out. Problems are {@link HistoryException}s. Immutable.
 */
public final class LeanFolder {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final String TRADES = "_trade.zip";
    private static final String QUOTES = "_quote.zip";
    /** Of a price in 1e-4 dollars. */
    private static final long TEN_THOUSANDFOLD = 10_000;
    /** Of the exchange whose indices those are. */
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    /** So far back indicators of daily bars look. */
    private static final int DAYS_SEEN = 45;

    private static final int MOST_SHOWN = 5;

    private final Path root;
    /** How many times a written price is what it means. */
    private final long scale;

    private final ZoneId zone;
    private final MarketCalendar calendar;
    private final Consumer<HistoryException> faults;

    /** @param root the folder that contains {@code equity/usa} */
    public LeanFolder(Path root, MarketCalendar calendar) {
        this(root, calendar, fault -> {
            throw fault;
        });
    }

    /** @param faults hears of each row that cannot be believed; such rows are left out unless it throws */
    LeanFolder(Path root, MarketCalendar calendar, Consumer<HistoryException> faults) {
        this(root.resolve("equity").resolve("usa"), TEN_THOUSANDFOLD, calendar.zone(), calendar, faults);
    }

    private LeanFolder(Path bars, long scale, ZoneId zone, MarketCalendar calendar, Consumer<HistoryException> faults) {
        this.root = bars;
        this.scale = scale;
        this.zone = zone;
        this.calendar = calendar;
        this.faults = faults;
    }

    /** The indices of a folder in this layout, which may have none. */
    static LeanFolder indices(Path root, MarketCalendar calendar) {
        Path bars = root.resolve("index").resolve("usa");
        return new LeanFolder(bars, 1, CHICAGO, calendar, fault -> {
            throw fault;
        });
    }

    /** Whether a folder has this layout. */
    public static boolean isAt(Path root) {
        return Files.isDirectory(root.resolve("equity").resolve("usa").resolve("minute"));
    }

    /** Every symbol that has minutes, ascending. */
    public List<Symbol> symbols() {
        Path minutes = root.resolve("minute");
        try (Stream<Path> folders = Files.list(minutes)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString().toUpperCase(Locale.ROOT))
                    .sorted()
                    .map(Symbol::new)
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new HistoryException(minutes, "cannot be listed: " + e.getMessage(), e);
        }
    }

    /**
     * Minutes of the trading dates from {@code begin} to {@code last}, read day by day, and all daily bars there are. A
     * trading date from {@code first} on without a file is a warning: one for the gaps, one for where the files begin
     * and end. Before {@code first} nothing is expected. A symbol without any date is an error.
     */
    public History read(Symbol symbol, LocalDate begin, LocalDate first, LocalDate last) {
        Path folder = root.resolve("minute").resolve(symbol.value().toLowerCase(Locale.ROOT));
        if (!Files.isDirectory(folder)) {
            throw new HistoryException(folder, "unknown symbol " + symbol + ": there is no such folder");
        }
        BarCollector bars = new BarCollector(calendar, Long.MIN_VALUE, Long.MAX_VALUE);
        RecordedSpreads.Builder spreads = new RecordedSpreads.Builder();
        List<LocalDate> missing = new ArrayList<>();
        List<LocalDate> found = datesWithin(folder, begin, last, missing);
        int middles = 0;
        for (LocalDate date : found) {
            middles += readDay(folder, date, bars, spreads) ? 0 : 1;
        }
        if (bars.size() == 0) {
            throw new HistoryException(
                    folder, "no minutes of " + symbol + " in regular hours from " + begin + " to " + last);
        }
        List<String> warnings = new ArrayList<>();
        missing.removeIf(date -> date.isBefore(first));
        LocalDate from = found.get(0);
        LocalDate to = found.get(found.size() - 1);
        if (missing.removeIf(date -> date.isBefore(from) || date.isAfter(to))) {
            warnings.add(symbol + ": minutes only from " + from + " to " + to);
        }
        if (!missing.isEmpty()) {
            warnings.add(symbol + ": no minutes on " + missing.size()
                    + (missing.size() == 1 ? " trading day: " : " trading days: ") + shown(missing));
        }
        if (middles > 0) {
            warnings.add(symbol + ": minutes are middles of bid and ask, without volume, on " + middles
                    + (middles == 1 ? " day" : " days"));
        }
        Map<Symbol, BarSeries> days = days(symbol).map(it -> Map.of(symbol, it)).orElse(Map.of());
        List<CorporateAction> actions = LeanFactors.read(root, symbol, calendar);
        actions.stream()
                .filter(action -> action instanceof CorporateAction.Split)
                .filter(action -> action.exDate().isAfter(from.minusDays(DAYS_SEEN))
                        && !action.exDate().isAfter(to))
                .map(action -> action + ": prices before it are as they were traded, so indicators see the jump")
                .forEach(warnings::add);
        return new History(
                Map.of(symbol, bars.build()), days, Map.of(symbol, spreads.build()), Map.of(), actions, warnings);
    }

    /** The trading dates of a symbol that have a file of minutes, ascending. */
    List<LocalDate> dates(Symbol symbol) {
        return dates(symbol, LocalDate.of(1998, 1, 1), LocalDate.of(2035, 12, 31));
    }

    /** Those of them within two dates, both inclusive. */
    List<LocalDate> dates(Symbol symbol, LocalDate first, LocalDate last) {
        Path folder = root.resolve("minute").resolve(symbol.value().toLowerCase(Locale.ROOT));
        return datesWithin(folder, first, last, new ArrayList<>());
    }

    /** One day's minutes; absent when it has none in regular hours. Reads its quotes too, for their faults. */
    Optional<BarSeries> minutes(Symbol symbol, LocalDate date) {
        BarCollector bars = new BarCollector(calendar, Long.MIN_VALUE, Long.MAX_VALUE);
        Path folder = root.resolve("minute").resolve(symbol.value().toLowerCase(Locale.ROOT));
        readDay(folder, date, bars, new RecordedSpreads.Builder());
        return bars.size() == 0 ? Optional.empty() : Optional.of(bars.build());
    }

    /** Size of the symbol's files of minutes. */
    long bytes(Symbol symbol) {
        Path folder = root.resolve("minute").resolve(symbol.value().toLowerCase(Locale.ROOT));
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new HistoryException(folder, "cannot be listed: " + e.getMessage(), e);
        }
    }

    static String shown(List<LocalDate> dates) {
        String some = String.join(
                ", ", dates.stream().limit(MOST_SHOWN).map(LocalDate::toString).toList());
        return dates.size() > MOST_SHOWN ? some + ", ..." : some;
    }

    /** Trading dates with a file; those without one are missing. */
    private List<LocalDate> datesWithin(Path folder, LocalDate first, LocalDate last, List<LocalDate> missing) {
        List<LocalDate> found = new ArrayList<>();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            if (!calendar.isTradingDay(date)) {
                continue;
            }
            if (Files.exists(folder.resolve(DAY.format(date) + TRADES))
                    || Files.exists(folder.resolve(DAY.format(date) + QUOTES))) {
                found.add(date);
            } else {
                missing.add(date);
            }
        }
        return found;
    }

    /** Minutes of trades, or where there are none of quotes; says whether they are of trades. */
    private boolean readDay(Path folder, LocalDate date, BarCollector bars, RecordedSpreads.Builder spreads) {
        Path trades = folder.resolve(DAY.format(date) + TRADES);
        Path quotes = folder.resolve(DAY.format(date) + QUOTES);
        boolean traded = Files.exists(trades);
        if (traded) {
            readTrades(trades, date, bars);
        }
        if (Files.exists(quotes)) {
            readQuotes(quotes, date, spreads, traded ? Optional.empty() : Optional.of(bars));
        }
        return traded;
    }

    private void readTrades(Path file, LocalDate date, BarCollector bars) {
        long midnight = date.atStartOfDay(zone).toEpochSecond();
        Fields fields = new Fields();
        rows(
                file,
                fields,
                6,
                reader -> bars.add(
                        reader,
                        midnight + secondOfDay(fields, reader),
                        price(fields, 1, "open", reader),
                        price(fields, 2, "high", reader),
                        price(fields, 3, "low", reader),
                        price(fields, 4, "close", reader),
                        fields.whole(5, "volume", reader)));
    }

    /** Cuts each line into so many fields and hands it on. */
    private void rows(Path file, Fields fields, int width, Consumer<LineReader> row) {
        ZippedText.read(file, reader -> {
            while (reader.next()) {
                try {
                    fields.cut(reader);
                    require(fields.count() == width, reader, "expected " + width + " fields, found " + fields.count());
                    row.accept(reader);
                } catch (HistoryException e) {
                    faults.accept(e);
                }
            }
        });
    }

    static long secondOfDay(Fields fields, LineReader reader) {
        long millis = fields.whole(0, "time", reader);
        require(millis >= 0 && millis < 86_400_000, reader, "time is not within a day: " + millis);
        require(millis % 60_000 == 0, reader, "the bar does not start at a whole minute");
        return millis / 1_000;
    }

    /**
     * Of rows "t,bo,bh,bl,bc,bsize,ao,ah,al,ac,asize" the spread at the close and, where they are asked for, bars of
     * the middles; one-sided and crossed rows say nothing.
     */
    private void readQuotes(
            Path file, LocalDate date, RecordedSpreads.Builder spreads, Optional<BarCollector> middles) {
        long midnight = date.atStartOfDay(zone).toEpochSecond();
        RegularHours hours = new RegularHours(calendar);
        Fields fields = new Fields();
        long[] last = {-1};
        rows(file, fields, 11, reader -> {
            long second = secondOfDay(fields, reader);
            require(second > last[0], reader, "the row is not after the one before it");
            last[0] = second;
            boolean twoSided = !fields.isEmpty(4) && !fields.isEmpty(9);
            long bid = twoSided ? price(fields, 4, "bid", reader) : 0;
            long ask = twoSided ? price(fields, 9, "ask", reader) : 0;
            if (bid > 0 && ask >= bid && hours.contain(midnight + second)) {
                spreads.add(midnight + second, bid, ask);
                middles.ifPresent(bars -> bars.add(
                        reader,
                        midnight + second,
                        middle(fields, 1, reader),
                        middle(fields, 2, reader),
                        middle(fields, 3, reader),
                        middle(fields, 4, reader),
                        0));
            }
        });
    }

    /** Of the bid in this field and the ask five further on. */
    private long middle(Fields fields, int i, LineReader reader) {
        return (price(fields, i, "bid", reader) + price(fields, i + 5, "ask", reader)) / 2;
    }

    /** Daily bars, unadjusted; empty when there is no file. Rows of dates without a session are left out. */
    public Optional<BarSeries> days(Symbol symbol) {
        Path file = root.resolve("daily").resolve(symbol.value().toLowerCase(Locale.ROOT) + ".zip");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_DAY);
        Fields fields = new Fields();
        rows(file, fields, 6, reader -> {
            Optional<TradingSession> session = calendar.session(date(fields.text(0), reader));
            if (session.isPresent()) {
                addDay(bars, session.get().open().getEpochSecond(), fields, reader);
            }
        });
        return Optional.of(bars.build());
    }

    private void addDay(BarSeries.Builder bars, long start, Fields fields, LineReader reader) {
        try {
            bars.add(
                    start,
                    price(fields, 1, "open", reader),
                    price(fields, 2, "high", reader),
                    price(fields, 3, "low", reader),
                    price(fields, 4, "close", reader),
                    fields.whole(5, "volume", reader));
        } catch (IllegalArgumentException e) {
            throw reader.fault(e.getMessage());
        }
    }

    private static LocalDate date(String text, LineReader reader) {
        try {
            return LocalDate.parse(text.replace(" 00:00", ""), DAY);
        } catch (DateTimeParseException e) {
            throw reader.fault("not a date: '" + text + "'");
        }
    }

    private long price(Fields fields, int i, String name, LineReader reader) {
        // Exact for up to four places; whole numbers as a rule.
        return fields.units(i, name, reader) / scale;
    }

    static void require(boolean fine, LineReader reader, String otherwise) {
        if (!fine) {
            throw reader.fault(otherwise);
        }
    }
}
