package dev.ibkrbot.cli.live;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.engine.EngineReport;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says once that the last of so many cycles has come to something for every symbol: no plan, no entry, or an entry that
 * has traded or was given up. Confined to the engine thread.
 */
final class CycleLimit implements EngineListener {
    private final Instant last;
    private final Set<Symbol> open;
    private final Runnable done;

    private CycleLimit(Instant last, List<Symbol> symbols, Runnable done) {
        this.last = last;
        this.open = new HashSet<>(symbols);
        this.done = done;
    }

    /** The {@code cycles}-th after this moment is the last one; at least one. */
    static EngineListener of(long cycles, CycleSchedule schedule, Instant from, List<Symbol> symbols, Runnable done) {
        Instant last = from;
        for (long n = 0; n < cycles; n++) {
            last = schedule.nextAfter(last).orElse(Instant.MAX);
        }
        return new CycleLimit(last, symbols, done);
    }

    @Override
    public void onReport(EngineReport report) {
        if (!report.at().isBefore(last) && answered(report).filter(open::remove).isPresent() && open.isEmpty()) {
            done.run();
        }
    }

    private static Optional<Symbol> answered(EngineReport report) {
        if (report instanceof EngineReport.CycleSkipped it) {
            return Optional.of(it.symbol());
        }
        if (report instanceof EngineReport.NotEntered it) {
            return Optional.of(it.symbol());
        }
        if (report instanceof EngineReport.TradeAbandoned it) {
            return Optional.of(it.symbol());
        }
        return report instanceof EngineReport.OrderFilled it && it.order().role() == OrderRole.ENTRY
                ? Optional.of(it.symbol())
                : Optional.empty();
    }
}
