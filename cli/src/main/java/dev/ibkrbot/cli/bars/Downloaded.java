package dev.ibkrbot.cli.bars;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.stub.history.DayFiles;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What came of one symbol and kind. Immutable.
 *
 * @param sessions of the dates asked for that have ended
 * @param written files that were written now
 * @param present files that were there before
 * @param beforeFirst sessions before the vendor's first bar
 * @param empty sessions for which the vendor has nothing, ascending
 * @param missingMinutes minutes without a bar in the files there are
 * @param gaps where they are, one line for each day
 * @param failure why it ended early; absent when it did not
 */
public record Downloaded(
        Symbol symbol,
        DayFiles.Kind kind,
        int sessions,
        int written,
        int present,
        int beforeFirst,
        List<LocalDate> empty,
        int missingMinutes,
        List<String> gaps,
        Optional<String> failure) {
    public Downloaded {
        empty = List.copyOf(empty);
        gaps = List.copyOf(gaps);
    }
}
