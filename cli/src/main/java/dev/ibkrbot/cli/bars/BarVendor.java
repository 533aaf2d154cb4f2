package dev.ibkrbot.cli.bars;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.stub.history.DayFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Somebody who sells minutes of the past. Every answer may be a {@link dev.ibkrbot.broker.error.BrokerException}. */
public interface BarVendor {
    /** The vendor's time. */
    Instant now();

    /** Finished minutes of regular hours that start at {@code from} or later and end at {@code end} or earlier. */
    BarSeries minutes(Symbol symbol, DayFiles.Kind kind, Instant from, Instant end);

    /** When the first there is starts; absent when that is not told. */
    Optional<Instant> earliest(Symbol symbol, DayFiles.Kind kind);

    /** Waits before asking again. */
    void pause(Duration span);
}
