package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The recorded quotes of options under some folders: Lean's minutes or archives of the recorder. Every day is read once
 * beforehand, so that what cannot be believed is a {@link HistoryException} before anything is traded. Days beyond those
 * that fit into some 40 MB are read again when they are played. Confined to one thread.
 */
public final class OptionRecords {
    /** Of 16 bytes each. */
    private static final long MOST_KEPT = 2_500_000;

    private final Map<Symbol, NavigableMap<LocalDate, OptionSource>> days = new LinkedHashMap<>();
    /** Days that stay in memory from the first reading on. */
    private final Map<Symbol, Map<LocalDate, OptionDay>> kept = new HashMap<>();

    private long keptQuotes;
    /** Of each symbol the last of the other days that was played. */
    private final Map<Symbol, OptionDay> current = new HashMap<>();

    private final Map<Symbol, OptionCoverage> coverage = new LinkedHashMap<>();
    private final Map<Symbol, EndOfDayChains> chains = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final InterestRates rates;
    private final long lastKnown;

    private OptionRecords(InterestRates rates, long lastKnown) {
        this.rates = rates;
        this.lastKnown = lastKnown;
    }

    /**
     * Those of some symbols between two dates, both inclusive. A symbol without any is a warning; where none has any, it
     * is an error.
     *
     * @param data folders; a day is taken from the first that has it
     * @param known nothing of after this moment is to be seen
     */
    public static OptionRecords find(
            List<Path> data,
            List<Symbol> symbols,
            MarketCalendar calendar,
            LocalDate first,
            LocalDate last,
            Instant known) {
        InterestRates rates = data.stream()
                .map(InterestRates::under)
                .filter(all -> !all.isEmpty())
                .findFirst()
                .orElseGet(() -> InterestRates.under(data.get(0)));
        OptionRecords all = new OptionRecords(rates, known.getEpochSecond());
        for (Symbol symbol : symbols) {
            NavigableMap<LocalDate, OptionSource> days = new TreeMap<>();
            for (Path path : data) {
                List<OptionSource> sources =
                        List.of(new LeanOptions(path, symbol, calendar), new ArchiveOptions(path, symbol, calendar));
                for (OptionSource source : sources) {
                    source.days()
                            .subMap(first, true, last, true)
                            .forEach((date, file) -> days.putIfAbsent(date, source));
                }
            }
            all.add(symbol, days, calendar);
            data.stream()
                    .map(path -> EndOfDayChains.read(path, symbol, first, last))
                    .filter(found -> !found.days().isEmpty())
                    .findFirst()
                    .ifPresent(found -> all.chains.put(symbol, found));
        }
        if (all.days.isEmpty()) {
            throw new HistoryException(
                    data.get(0), "no recorded quotes of options of " + symbols + " from " + first + " to " + last);
        }
        return all;
    }

    private void add(Symbol symbol, NavigableMap<LocalDate, OptionSource> found, MarketCalendar calendar) {
        if (found.isEmpty()) {
            warnings.add(symbol + ": no recorded quotes of options, so none of them is traded");
            return;
        }
        days.put(symbol, found);
        OptionCoverage sum = OptionCoverage.NONE;
        for (Map.Entry<LocalDate, OptionSource> day : found.entrySet()) {
            OptionDay read = day.getValue().read(day.getKey(), lastKnown);
            keep(symbol, read);
            sum = sum.plus(read.coverage());
        }
        coverage.put(symbol, sum);
        sum.warning().ifPresent(text -> warnings.add(symbol + ": " + text));
        List<LocalDate> missing = new ArrayList<>();
        for (LocalDate date = found.firstKey(); date.isBefore(found.lastKey()); date = calendar.nextTradingDay(date)) {
            if (!found.containsKey(date)) {
                missing.add(date);
            }
        }
        if (!missing.isEmpty()) {
            warnings.add(symbol + ": no quotes of options on " + missing.size()
                    + (missing.size() == 1 ? " trading day: " : " trading days: ") + LeanFolder.shown(missing));
        }
    }

    /** What is left out or missing, one line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** How much there is, one line for each symbol and kind. */
    List<String> coverage() {
        List<String> lines = new ArrayList<>();
        chains.forEach((symbol, found) ->
                lines.add(symbol + " end-of-day chains of " + found.days().size()
                        + " days, known when the next day begins, which value what is held and are never traded on"));
        coverage.forEach((symbol, sum) -> lines.add(symbol + " from "
                + days.get(symbol).firstKey() + " to " + days.get(symbol).lastKey() + ", " + sum.text()));
        return lines;
    }

    /** One day's; absent when nothing was recorded. */
    Optional<OptionDay> day(Symbol symbol, LocalDate date) {
        OptionSource source = days.getOrDefault(symbol, new TreeMap<>()).get(date);
        if (source == null) {
            return Optional.empty();
        }
        OptionDay day = kept.getOrDefault(symbol, Map.of()).get(date);
        if (day == null) {
            day = current.get(symbol);
        }
        if (day == null || !day.date().equals(date)) {
            current.remove(symbol);
            day = source.read(date, lastKnown);
            current.put(symbol, day);
        }
        return Optional.of(day);
    }

    private void keep(Symbol symbol, OptionDay day) {
        if (keptQuotes + day.coverage().quotes() <= MOST_KEPT) {
            keptQuotes += day.coverage().quotes();
            kept.computeIfAbsent(symbol, key -> new HashMap<>()).put(day.date(), day);
        }
    }

    /** What an option was worth at the end of an earlier day. */
    EndOfDayChains.Value valueBefore(OptionContract contract, LocalDate date) {
        EndOfDayChains found = chains.get(contract.underlying());
        return found == null ? EndOfDayChains.Value.NONE : found.before(contract, date);
    }

    /** Interest per year as it was known when the date began. */
    double rate(LocalDate date) {
        return rates.on(date);
    }

    boolean ratesAreRecorded() {
        return !rates.isEmpty();
    }
}
