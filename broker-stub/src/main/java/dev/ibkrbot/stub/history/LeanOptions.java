package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Minutes of options in Lean's layout, {@code option/usa/minute/SYMBOL/YYYYMMDD_quote_american.zip} with one text for each
 * contract, and beside it trades and open interest. Problems are {@link HistoryException}s. Immutable.
 */
final class LeanOptions implements OptionSource {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final Pattern FILE = Pattern.compile("([0-9]{8})_quote_(american|european)\\.zip");
    private static final Pattern TEXT = Pattern.compile(
            "([0-9]{8})_([^_]+)_minute_(quote|trade|openinterest)_american_(call|put)_([0-9]{1,12})_([0-9]{8})\\.csv");
    private static final int MINUTE = 60;

    private final Path folder;
    private final Symbol symbol;
    private final MarketCalendar calendar;

    /** @param root the folder that contains {@code option/usa} */
    LeanOptions(Path root, Symbol symbol, MarketCalendar calendar) {
        folder = root.resolve("option/usa/minute").resolve(symbol.value().toLowerCase(Locale.ROOT));
        this.symbol = symbol;
        this.calendar = calendar;
    }

    @Override
    public NavigableMap<LocalDate, Path> days() {
        NavigableMap<LocalDate, Path> days = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return days;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    days.put(date(name.group(1), file), file);
                }
            }
        } catch (IOException e) {
            throw new HistoryException(folder, "cannot be listed: " + e.getMessage(), e);
        }
        return days;
    }

    @Override
    public OptionDay read(LocalDate date, long last) {
        Path quotes = days().get(date);
        if (quotes.getFileName().toString().contains("european")) {
            throw new HistoryException(quotes, "European options: the files do not tell how they are settled");
        }
        DayReading reading = new DayReading(date, last);
        ZippedText.readEach(quotes, (name, reader) -> reading.quotes(contract(quotes, name, "quote", date), reader));
        reading.beside("trade");
        reading.beside("openinterest");
        return reading.day();
    }

    private OptionContract contract(Path file, String name, String kind, LocalDate date) {
        Matcher parts = TEXT.matcher(name);
        Path place = file.resolve(name.replace('\0', '?'));
        boolean ours = parts.matches()
                && parts.group(1).equals(DAY.format(date))
                && parts.group(2).equals(symbol.value().toLowerCase(Locale.ROOT))
                && parts.group(3).equals(kind);
        if (!ours) {
            throw new HistoryException(
                    place, "is not named like the " + kind + "s of an option of " + symbol + " on " + date);
        }
        LocalDate expiration = date(parts.group(6), place);
        long strike = Long.parseLong(parts.group(5));
        if (strike == 0 || expiration.isBefore(date)) {
            throw new HistoryException(place, "a strike of zero or an expiration before " + date);
        }
        Right right = parts.group(4).equals("call") ? Right.CALL : Right.PUT;
        return OptionContract.equity(symbol, expiration, Price.ofUnits(strike * OptionTape.SCALE), right);
    }

    private static LocalDate date(String text, Path place) {
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeException e) {
            throw new HistoryException(place, "not a date: '" + text + "'", e);
        }
    }

    /** One day's files while they are read. Confined to one thread. */
    private final class DayReading {
        private final LocalDate date;
        private final long last;
        private final long midnight;
        private final OptionHours hours;
        private final Map<OptionContract, OptionTape.Builder> tapes = new LinkedHashMap<>();
        private final Map<OptionContract, OptionTrades> trades = new LinkedHashMap<>();
        private final Fields fields = new Fields();
        private boolean tradesRecorded;
        private long oneSided;
        private long crossed;
        private long outside;

        DayReading(LocalDate date, long last) {
            this.date = date;
            this.last = last;
            midnight = date.atStartOfDay(calendar.zone()).toEpochSecond();
            hours = OptionHours.of(calendar, symbol.value(), date);
        }

        void quotes(OptionContract contract, LineReader reader) throws IOException {
            OptionTape.Builder tape = new OptionTape.Builder(contract, midnight);
            if (tapes.put(contract, tape) != null) {
                throw reader.fault("the option's quotes are there twice");
            }
            long before = -1;
            while (reader.next()) {
                fields.cut(reader);
                LeanQuoteRow.requireWidth(fields, 11, reader);
                long start = LeanFolder.secondOfDay(fields, reader);
                LeanFolder.require(start > before, reader, "the row is not after the one before it");
                before = start;
                int bid = LeanQuoteRow.close(fields, 1, "bid", reader);
                int ask = LeanQuoteRow.close(fields, 6, "ask", reader);
                add(tape, start, bid, ask, LeanQuoteRow.shown(fields, bid, ask, reader));
            }
        }

        private void add(OptionTape.Builder tape, long start, int bid, int ask, int shown) {
            long at = midnight + start;
            if (!hours.contain(at)) {
                outside++;
            } else if (bid > 0 && ask > 0 && bid > ask) {
                crossed++;
            } else if (at + MINUTE <= last) {
                oneSided += bid == 0 || ask == 0 ? 1 : 0;
                tape.add(at + MINUTE, bid, ask, shown);
            }
        }

        /** Reads the file of another kind, if there is one. */
        void beside(String kind) {
            Path file = folder.resolve(DAY.format(date) + "_" + kind + "_american.zip");
            if (!Files.exists(file)) {
                return;
            }
            tradesRecorded |= kind.equals("trade");
            ZippedText.readEach(file, (name, reader) -> {
                OptionTrades all = of(contract(file, name, kind, date));
                while (reader.next()) {
                    fields.cut(reader);
                    if (kind.equals("trade")) {
                        trade(all, reader);
                    } else {
                        openInterest(all, reader);
                    }
                }
            });
        }

        private OptionTrades of(OptionContract contract) {
            return trades.computeIfAbsent(contract, key -> new OptionTrades(tradesRecorded));
        }

        private void trade(OptionTrades all, LineReader reader) {
            LeanQuoteRow.requireWidth(fields, 6, reader);
            long start = LeanFolder.secondOfDay(fields, reader);
            int close = LeanQuoteRow.close(fields, 1, "trade", reader);
            long volume = fields.whole(5, "volume", reader);
            LeanFolder.require(close > 0 && volume >= 0, reader, "a trade without price or with a negative volume");
            all.add(midnight + start + MINUTE, close * OptionTape.SCALE, all.lastVolume() + volume);
        }

        private void openInterest(OptionTrades all, LineReader reader) {
            LeanQuoteRow.requireWidth(fields, 2, reader);
            long contracts = fields.whole(1, "open interest", reader);
            LeanFolder.require(contracts >= 0, reader, "a negative open interest");
            all.openInterest(midnight + LeanFolder.secondOfDay(fields, reader), contracts);
        }

        OptionDay day() {
            List<OptionTape> all = new ArrayList<>();
            long quotes = 0;
            for (OptionTape.Builder tape : tapes.values()) {
                tape.trades(of(tape.contract()));
                OptionTape built = tape.build(last);
                quotes += built.size();
                all.add(built);
            }
            OptionCoverage coverage = new OptionCoverage(1, tapes.size(), quotes, oneSided, crossed, outside, 0);
            return new OptionDay(symbol, date, midnight, all, coverage);
        }
    }
}
