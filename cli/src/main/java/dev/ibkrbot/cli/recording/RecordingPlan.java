package dev.ibkrbot.cli.recording;

import dev.ibkrbot.broker.instrument.Symbol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is to be recorded. Immutable.
 *
 * @param folder where the archives go
 * @param every from one sweep to the next; whole seconds, at least 5
 * @param expirations how many of the next ones, 1 to 20
 * @param strikes how many nearest to the money of each, calls and puts; 1 to 200
 * @param lines how many quotes are asked for at a time
 * @param mostBytes after which a day's archive takes nothing more; positive
 * @param sessions after how many it ends; 0 for never
 */
public record RecordingPlan(
        Path folder,
        List<Symbol> symbols,
        Duration every,
        int expirations,
        int strikes,
        int lines,
        long mostBytes,
        int sessions) {
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    public RecordingPlan {
        symbols = List.copyOf(symbols);
        if (every.compareTo(SHORTEST) < 0 || every.getNano() != 0) {
            throw new IllegalArgumentException("--every is not 5 seconds or more, in whole seconds: " + every);
        }
        requireWithin("--expirations", expirations, 1, 20);
        requireWithin("--strikes", strikes, 1, 200);
        requireWithin("--lines", lines, 1, 10_000);
        if (mostBytes <= 0) {
            throw new IllegalArgumentException("--max-mb is not positive: " + mostBytes + " bytes");
        }
        requireWithin("--sessions", sessions, 0, 10_000);
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is not " + least + " to " + most + ": " + value);
        }
    }
}
