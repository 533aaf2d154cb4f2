package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.function.Consumer;

/**
 * What a recorder has written: one file for each underlying and trading day, {@code SPY/2026-11-18.chain}, described in
 * docs/recording-format.md. Stateless.
 */
public final class ChainArchive {
    private static final String ENDING = ".chain";

    private ChainArchive() {}

    /**
     * What a file holds. Immutable.
     *
     * @param bytes that count; fewer than the file has when its last line is unfinished
     * @param torn whether its last line is unfinished
     * @param sweeps how many times everything was asked for and recorded
     * @param contracts how many options it names
     */
    public record Contents(Symbol symbol, LocalDate date, long bytes, boolean torn, int sweeps, int contracts) {}

    /** Where the day's archive is or would be. */
    public static Path file(Path folder, Symbol symbol, LocalDate date) {
        return folder.resolve(symbol.value()).resolve(date + ENDING);
    }

    /** The days there are, ascending. */
    public static NavigableMap<LocalDate, Path> days(Path folder, Symbol symbol) {
        return DayFiles.named(folder.resolve(symbol.value()), ENDING);
    }

    /**
     * Hands over the file's records in the order in which they were recorded, holding only one at a time. A damaged file
     * is a {@link HistoryException} with line and byte; what came before it has been handed over by then.
     */
    public static Contents read(Path file, Consumer<ChainRecord> reader) {
        ChainReading reading = new ChainReading(file, reader);
        try (InputStream in = Files.newInputStream(file)) {
            reading.read(in);
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be read: " + e, e);
        }
        Symbol symbol = reading.symbol.orElseThrow(() -> new HistoryException(file, "holds no whole line"));
        return new Contents(symbol, reading.date, reading.offset, reading.torn, reading.sweeps, reading.contracts());
    }

    /** Whether a file is named like an archive. */
    static boolean is(Path file) {
        return file.getFileName().toString().endsWith(ENDING);
    }

    /** Whether the last line has no end. */
    static boolean isTorn(Path file) {
        return read(file, record -> {}).torn();
    }

    /** The minutes of the underlying in an archive, which is to be of this symbol and day; none when none were recorded. */
    static BarSeries minutes(Path file, Symbol symbol, LocalDate date) {
        BarSeries.Builder minutes = BarSeries.builder(BarSize.ONE_MINUTE);
        Contents contents = read(file, record -> {
            if (record instanceof ChainRecord.Minute minute) {
                minutes.add(minute.bar());
            }
        });
        if (!contents.symbol().equals(symbol) || !contents.date().equals(date)) {
            throw new HistoryException(file, "holds " + contents.symbol() + " of " + contents.date() + " instead");
        }
        return minutes.build();
    }
}
