package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.execution.performance.Performance;
import dev.ibkrbot.execution.report.PriceHistory;
import dev.ibkrbot.execution.report.ReasonCount;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a simulated run came to. Immutable.
 *
 * @param symbols traded
 * @param first trading date
 * @param last trading date
 * @param bars one-minute bars of all symbols within those dates
 * @param performance figures, curve and closed trades
 * @param orders what became of orders
 * @param prices closes for the charts, one per symbol
 * @param denials by code
 * @param notEntered plans without order, by code
 * @param skips cycles without plan, by reason
 * @param assumptions what was modelled
 * @param warnings what to know before trusting the figures
 * @param journalHash over the journal's logical records
 * @param elapsed wall time of the run itself
 */
public record SimulationOutcome(
        List<Symbol> symbols,
        LocalDate first,
        LocalDate last,
        long bars,
        Performance performance,
        OrderCounts orders,
        List<PriceHistory> prices,
        List<ReasonCount> denials,
        List<ReasonCount> notEntered,
        Map<String, Long> skips,
        List<String> assumptions,
        List<String> warnings,
        String journalHash,
        Duration elapsed) {
    /** With more to know before trusting the figures. */
    public SimulationOutcome withWarnings(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new SimulationOutcome(
                symbols,
                first,
                last,
                bars,
                performance,
                orders,
                prices,
                denials,
                notEntered,
                skips,
                assumptions,
                all,
                journalHash,
                elapsed);
    }
}
