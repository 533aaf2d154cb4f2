package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.PriceGrid;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The legal price steps by instrument and date, from a dated table. Grids are cached by class and date; confined to one
 * thread.
 */
public final class TickTable {
    private final DatedTable table;
    private final Map<String, PriceGrid> grids = new HashMap<>();
    private final Map<String, PriceGrid> byClass = new HashMap<>();
    private LocalDate cachedDate = LocalDate.MIN;

    private TickTable(DatedTable table) {
        this.table = table;
    }

    /** The table that comes with this module. */
    public static TickTable standard() {
        return new TickTable(DatedTable.resource("ticks.txt"));
    }

    /** Rows of "YYYY-MM-DD key bands", as in the resource; {@link IllegalArgumentException} names source and line. */
    public static TickTable parse(String source, List<String> lines) {
        return new TickTable(new DatedTable(source, lines));
    }

    /** Stocks by "stock", options by "option.CLASS", else "option.*"; a combo trades in cents. */
    public PriceGrid grid(Instrument instrument, LocalDate date) {
        return instrument.match(
                stock -> named("stock", "stock", date),
                index -> named("stock", "stock", date),
                option -> named("option." + option.tradingClass(), "option.*", date),
                combo -> PriceGrid.CENT);
    }

    private PriceGrid named(String key, String otherwise, LocalDate date) {
        if (!date.equals(cachedDate)) {
            byClass.clear();
            cachedDate = date;
        }
        return byClass.computeIfAbsent(key, k -> {
            String bands = table.on(date, key)
                    .or(() -> table.on(date, otherwise))
                    .orElseThrow(() -> new IllegalArgumentException("no price steps known for " + key + " on " + date));
            return grids.computeIfAbsent(bands, text -> PriceGrid.of(text.split("\\s+")));
        });
    }
}
