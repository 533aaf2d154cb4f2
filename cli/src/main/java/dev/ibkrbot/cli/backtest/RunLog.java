package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.engine.EngineReport;
import dev.ibkrbot.execution.order.OrderState;
import dev.ibkrbot.execution.report.ReasonCount;
import dev.ibkrbot.stub.sim.CorporateAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what the engine reports, and keeps alerts up to a bound. Confined to the run's thread. */
public final class RunLog implements EngineListener {
    private static final int MOST_ALERTS = 50;

    private final Map<String, ReasonCount> denials = new TreeMap<>();
    private final Map<String, ReasonCount> notEntered = new TreeMap<>();
    private final List<String> alerts = new ArrayList<>();
    private final List<String> splits = new ArrayList<>();
    private final boolean dryRun;
    private long reported;
    private long submitted;
    private long entries;
    private long filled;
    private long canceled;
    private long rejected;
    private long denied;
    private long omittedAlerts;

    /** {@code dryRun} tells that orders go nowhere. */
    public RunLog(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    public void onReport(EngineReport report) {
        if (report instanceof EngineReport.OrdersSubmitted it) {
            sent(it);
        } else if (report instanceof EngineReport.OrderMoved it && !dryRun) {
            canceled += it.state() == OrderState.CANCELED || it.state() == OrderState.EXPIRED ? 1 : 0;
            rejected += it.state() == OrderState.REJECTED ? 1 : 0;
        } else if (report instanceof EngineReport.OrderFilled) {
            filled++;
        } else if (report instanceof EngineReport.EntryDenied it) {
            denied++;
            // a limit and its latch deny under one code
            Set<String> codes = new HashSet<>();
            for (Denial denial : it.review().denials()) {
                if (codes.add(denial.code())) {
                    count(denials, denial.code(), denial.toString());
                }
            }
        } else if (report instanceof EngineReport.NotEntered it) {
            count(notEntered, it.outcome(), it.plan().match(proposed -> "", Plan.NoTrade::detail));
        } else if (report instanceof EngineReport.Alerted it) {
            alert(it.at() + " " + it.code() + ": " + it.message());
        }
    }

    private void sent(EngineReport.OrdersSubmitted it) {
        if (dryRun) {
            reported += it.group().orders().size();
        } else {
            submitted += it.group().orders().size();
            entries += it.group().first().role() == OrderRole.ENTRY ? 1 : 0;
        }
    }

    private static void count(Map<String, ReasonCount> counts, String code, String example) {
        ReasonCount known = counts.get(code);
        counts.put(
                code,
                known == null
                        ? new ReasonCount(code, 1, example)
                        : new ReasonCount(code, known.count() + 1, known.example()));
    }

    private void alert(String line) {
        if (alerts.size() < MOST_ALERTS) {
            alerts.add(line);
        } else {
            omittedAlerts++;
        }
    }

    /** What became of orders so far. */
    public OrderCounts orders() {
        return new OrderCounts(reported, submitted, entries, filled, canceled, rejected, denied);
    }

    /** Most frequent first. */
    List<ReasonCount> denials() {
        return sorted(denials);
    }

    /** Plans that led to no order, most frequent first. */
    List<ReasonCount> notEntered() {
        return sorted(notEntered);
    }

    private static List<ReasonCount> sorted(Map<String, ReasonCount> counts) {
        return counts.values().stream()
                .sorted(Comparator.comparingLong(ReasonCount::count).reversed().thenComparing(ReasonCount::code))
                .toList();
    }

    /** Splits of what is held are few, and a reader must know of them; dividends are in the journal. */
    void onCorporateAction(CorporateAction.Effect effect) {
        if (effect.action() instanceof CorporateAction.Split) {
            String what = effect.action() + ": " + effect.held() + " " + effect.instrument();
            splits.add(
                    effect.isUnadjusted()
                            ? what + " kept its terms, which no exchange would do: its figures after that are wrong"
                            : what + " became " + effect.quantity() + " " + effect.becomes());
        }
    }

    List<String> alerts() {
        List<String> all = new ArrayList<>(splits);
        all.addAll(alerts);
        if (omittedAlerts > 0) {
            all.add(omittedAlerts + " more alerts stand in the journal");
        }
        return List.copyOf(all);
    }
}
