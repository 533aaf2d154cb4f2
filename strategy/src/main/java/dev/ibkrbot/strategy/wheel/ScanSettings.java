package dev.ibkrbot.strategy.wheel;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.strategy.analytics.DteWindow;
import java.util.List;

/**
 * What a scan looks for. Immutable.
 *
 * @param watchlist on which symbols puts may be sold
 * @param window how many days to the expiration
 * @param most how many offers to keep; positive
 */
public record ScanSettings(List<Symbol> watchlist, DteWindow window, int most) {
    /** Seven large companies, three weeks, three offers. */
    public static final ScanSettings DEFAULT = new ScanSettings(
            List.of(
                    new Symbol("NVDA"),
                    new Symbol("TSLA"),
                    new Symbol("GOOGL"),
                    new Symbol("AMZN"),
                    new Symbol("AAPL"),
                    new Symbol("MSFT"),
                    new Symbol("META")),
            DteWindow.THREE_WEEKS,
            3);

    public ScanSettings {
        watchlist = List.copyOf(watchlist);
        if (most < 1) {
            throw new IllegalArgumentException("most is not positive: " + most);
        }
    }
}
