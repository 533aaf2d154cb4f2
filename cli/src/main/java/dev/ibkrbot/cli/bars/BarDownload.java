package dev.ibkrbot.cli.bars;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.stub.history.CsvBars;
import dev.ibkrbot.stub.history.DayFiles;
import dev.ibkrbot.stub.history.HistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Fetches the minutes of whole sessions, a week at a time, and writes a file for each. What is there is never asked for
 * again, a file appears complete or not at all, and a session that has not ended is left for later: whenever it is
 * killed, the next run goes on where this one stopped, and the files come out the same. Confined to one thread.
 */
public final class BarDownload {
    /** Eleven minutes: what another run asked for in the last ten counts against this one. */
    private static final int MOST_TRIES = 40;

    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(16);
    /** The vendor may need a moment to finish a session's last bar. */
    private static final Duration AFTER_THE_CLOSE = Duration.ofMinutes(1);

    private final BarVendor vendor;
    private final MarketCalendar calendar;
    private final Path folder;
    private final Consumer<String> progress;
    private final Consumer<String> remarks;

    /**
     * A download that has not begun.
     *
     * @param progress hears what is being fetched, one line each
     * @param remarks hears why it has to wait, once for each question
     */
    public BarDownload(
            BarVendor vendor,
            MarketCalendar calendar,
            Path folder,
            Consumer<String> progress,
            Consumer<String> remarks) {
        this.vendor = vendor;
        this.calendar = calendar;
        this.folder = folder;
        this.progress = progress;
        this.remarks = remarks;
    }

    /**
     * Everything of one symbol and kind between two dates. A symbol that cannot be had is told in the result; a
     * {@link BrokerException} says that nothing can be had any more.
     */
    public Downloaded fetch(Symbol symbol, DayFiles.Kind kind, DateSpan span) {
        NavigableMap<LocalDate, TradingSession> sessions = ended(span);
        NavigableMap<LocalDate, TradingSession> left = new TreeMap<>(sessions);
        left.keySet().removeAll(DayFiles.days(folder, symbol, kind).keySet());
        int present = sessions.size() - left.size();
        int beforeFirst = 0;
        int written = 0;
        Optional<String> failure = Optional.empty();
        try {
            if (!left.isEmpty()) {
                Optional<LocalDate> first =
                        patiently(() -> vendor.earliest(symbol, kind)).map(calendar::tradingDate);
                if (first.isPresent()) {
                    beforeFirst = left.headMap(first.get()).size();
                    left = new TreeMap<>(left.tailMap(first.get(), true));
                }
            }
            int all = left.size();
            while (!left.isEmpty()) {
                NavigableMap<LocalDate, TradingSession> week = firstWeek(left);
                progress.accept(symbol + " " + kind.name().toLowerCase(Locale.ROOT) + " " + week.firstKey() + " to "
                        + week.lastKey() + ", " + (all - left.size()) + " of " + all + " sessions");
                written += fetchWeek(symbol, kind, week);
                left.keySet().removeAll(List.copyOf(week.keySet()));
            }
        } catch (BrokerException e) {
            if (e.recovery() != Recovery.SKIP_INSTRUMENT) {
                throw e;
            }
            failure = Optional.of(e.getMessage());
        }
        return covered(symbol, kind, sessions, new Counts(written, present, beforeFirst), failure);
    }

    private record Counts(int written, int present, int beforeFirst) {}

    private NavigableMap<LocalDate, TradingSession> ended(DateSpan span) {
        NavigableMap<LocalDate, TradingSession> sessions = new TreeMap<>();
        for (LocalDate date = span.first(); !date.isAfter(span.last()); date = date.plusDays(1)) {
            Optional<TradingSession> session = calendar.session(date);
            if (session.isPresent()
                    && !session.get().close().plus(AFTER_THE_CLOSE).isAfter(vendor.now())) {
                sessions.put(date, session.get());
            }
        }
        return sessions;
    }

    private static NavigableMap<LocalDate, TradingSession> firstWeek(NavigableMap<LocalDate, TradingSession> left) {
        LocalDate sunday = left.firstKey().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        return new TreeMap<>(left.headMap(sunday, true));
    }

    private int fetchWeek(Symbol symbol, DayFiles.Kind kind, NavigableMap<LocalDate, TradingSession> week) {
        BarSeries bars = patiently(() -> vendor.minutes(
                symbol,
                kind,
                week.firstEntry().getValue().open(),
                week.lastEntry().getValue().close()));
        int written = 0;
        for (Map.Entry<LocalDate, TradingSession> day : week.entrySet()) {
            BarSeries ofDay = bars.slice(
                    bars.firstStartingAt(day.getValue().open().getEpochSecond()),
                    bars.firstStartingAt(day.getValue().close().getEpochSecond()));
            if (!ofDay.isEmpty()) {
                write(DayFiles.file(folder, symbol, day.getKey(), kind), symbol, ofDay);
                written++;
            }
        }
        return written;
    }

    private static void write(Path file, Symbol symbol, BarSeries bars) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be written: " + e, e);
        }
        CsvBars.write(file, symbol, bars);
    }

    /** Asks again where that may help: the vendor was busy, or the connection is being made anew. */
    private <T> T patiently(Supplier<T> question) {
        for (int tried = 1; ; tried++) {
            try {
                return question.get();
            } catch (BrokerException e) {
                boolean helps = e.recovery() == Recovery.RETRY_LATER || e.recovery() == Recovery.RECONNECT;
                if (!helps || tried == MOST_TRIES) {
                    throw e;
                }
                if (tried == 1) {
                    remarks.accept("waiting, then asking again: " + e.getMessage());
                }
                vendor.pause(BEFORE_TRYING_AGAIN);
            }
        }
    }

    /** Read back from what is on the disk, so that it says what a backtest will find. */
    private Downloaded covered(
            Symbol symbol,
            DayFiles.Kind kind,
            NavigableMap<LocalDate, TradingSession> sessions,
            Counts counts,
            Optional<String> failure) {
        NavigableMap<LocalDate, Path> files = DayFiles.days(folder, symbol, kind);
        List<LocalDate> empty = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        int missing = 0;
        for (Map.Entry<LocalDate, TradingSession> day : sessions.entrySet()) {
            Path file = files.get(day.getKey());
            if (file == null) {
                empty.add(day.getKey());
                continue;
            }
            SessionGaps found =
                    SessionGaps.of(DayFiles.minutes(file, symbol, calendar, day.getKey()), day.getValue(), calendar);
            missing += found.minutes();
            if (found.minutes() > 0) {
                gaps.add(day.getKey() + " " + found.ranges());
            }
        }
        List<LocalDate> without = failure.isPresent() ? List.of() : empty.subList(counts.beforeFirst(), empty.size());
        return new Downloaded(
                symbol,
                kind,
                sessions.size(),
                counts.written(),
                counts.present(),
                counts.beforeFirst(),
                without,
                missing,
                gaps,
                failure);
    }
}
