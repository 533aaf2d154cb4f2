package dev.ibkrbot.execution.report;

import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.performance.Performance;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything a report shows. Texts may hold anything; they are escaped. Immutable.
 *
 * @param title what was run, such as "Backtest of scalp"; not blank
 * @param subtitle symbols and dates, for a person
 * @param zone in which times are written, the exchange's
 * @param performance figures, equity curve and months
 * @param prices one per symbol with a chart, in the order to show them
 * @param denials what risk denied, by code
 * @param skips cycles that came to no proposal, by code
 * @param costs further figures about costs, such as how fills were priced; shown after the computed ones
 * @param assumptions what was modelled instead of recorded, one sentence each
 * @param warnings what a reader must know before trusting the figures, one sentence each
 * @param facts what it takes to repeat the run: seed, symbols, dates, parameters, journal hash
 */
public record ReportContent(
        String title,
        String subtitle,
        ZoneId zone,
        Performance performance,
        List<PriceHistory> prices,
        List<ReasonCount> denials,
        List<ReasonCount> skips,
        List<ReportFact> costs,
        List<String> assumptions,
        List<String> warnings,
        List<ReportFact> facts) {
    public ReportContent {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a report without title");
        }
        prices = List.copyOf(prices);
        denials = List.copyOf(denials);
        skips = List.copyOf(skips);
        costs = List.copyOf(costs);
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
        facts = List.copyOf(facts);
    }

    /** The closed trades that are listed; {@link Performance#omittedTrades()} says by how many they stop short of all. */
    List<ClosedTrade> trades() {
        return performance.trades();
    }
}
