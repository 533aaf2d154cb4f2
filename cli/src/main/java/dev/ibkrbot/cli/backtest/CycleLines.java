package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.engine.EngineReport;
import dev.ibkrbot.execution.engine.StrategyCount;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.OrderState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells what the engine does as one line a report, with New York time: when, symbol, what happened, detail. Confined
 * to the run's thread.
 */
public final class CycleLines implements EngineListener {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("America/New_York"));

    private final Consumer<String> out;

    /** Lines go there, as plain text. */
    public CycleLines(Consumer<String> out) {
        this.out = out;
    }

    /** The headings over the lines. */
    public static String heading() {
        return row("time ET", "symbol", "outcome", "detail");
    }

    /** A line about something that is not of a symbol. */
    public static String row(Instant at, String outcome, String detail) {
        return row(TIME.format(at), "", outcome, detail);
    }

    @Override
    public void onReport(EngineReport report) {
        line(report).ifPresent(out);
    }

    private static Optional<String> line(EngineReport report) {
        if (report instanceof EngineReport.CycleSkipped it) {
            return line(it.at(), it.symbol(), "skip", it.reason());
        }
        if (report instanceof EngineReport.NotEntered it) {
            return notEntered(it);
        }
        if (report instanceof EngineReport.EntryDenied it) {
            String reasons =
                    it.review().denials().stream().map(Denial::toString).collect(Collectors.joining("; "));
            return line(it.at(), it.symbol(), "denied", reasons);
        }
        if (report instanceof EngineReport.EntryApproved it) {
            return line(
                    it.at(),
                    it.symbol(),
                    "signal",
                    said(it.plan().signal()) + ", " + it.review().quantity() + " approved");
        }
        if (report instanceof EngineReport.OrdersSubmitted it) {
            return line(it.at(), it.symbol(), "order", told(it.group()));
        }
        if (report instanceof EngineReport.OrderFilled it) {
            return line(
                    it.at(),
                    it.symbol(),
                    "fill",
                    role(it.order()) + " " + it.execution().side() + " "
                            + it.execution().quantity() + " " + it.execution().instrument() + " at "
                            + it.execution().price());
        }
        if (report instanceof EngineReport.OrderMoved it) {
            return moved(it);
        }
        return last(report);
    }

    private static Optional<String> last(EngineReport report) {
        if (report instanceof EngineReport.TradeClosed it) {
            return line(it.at(), it.trade().symbol(), "exit", told(it.trade()));
        }
        if (report instanceof EngineReport.TradeRestated it) {
            return line(it.at(), it.after().symbol(), "restated", told(it.after()));
        }
        if (report instanceof EngineReport.TradeAbandoned it) {
            return line(it.at(), it.symbol(), "no trade", it.reason());
        }
        if (report instanceof EngineReport.DayStarted it) {
            return line(it.at(), "", "day start", it.date() + ", equity " + it.equity());
        }
        if (report instanceof EngineReport.DayEnded it) {
            return line(
                    it.at(),
                    "",
                    "day end",
                    it.date() + ", equity " + it.equity().map(Money::toString).orElse("unknown")
                            + asked(it.counts().strategies()));
        }
        if (report instanceof EngineReport.Alerted it) {
            return line(it.at(), "", "alert", it.code() + ": " + it.message());
        }
        return Optional.empty();
    }

    /** Strategies that never wanted anything are told too. */
    private static String asked(List<StrategyCount> strategies) {
        return strategies.stream()
                .map(it -> ", " + it.strategy() + " " + it.evaluations() + " evaluations " + it.signals() + " signals"
                        + (it.canFire() ? "" : " (cannot fire)"))
                .collect(Collectors.joining());
    }

    /** A denial has a line of its own already. */
    private static Optional<String> notEntered(EngineReport.NotEntered it) {
        if (it.outcome().equals("denied")) {
            return Optional.empty();
        }
        if (it.plan().signal().isHold()) {
            return line(it.at(), it.symbol(), "hold", it.plan().signal().reason());
        }
        String detail = it.plan().match(proposed -> "", Plan.NoTrade::detail);
        return line(
                it.at(),
                it.symbol(),
                "signal",
                said(it.plan().signal()) + ", not entered: " + it.outcome()
                        + (detail.isEmpty() ? "" : " (" + detail + ")"));
    }

    /** Only ends are told; that an order rests is what everybody expects. */
    private static Optional<String> moved(EngineReport.OrderMoved it) {
        boolean ended = it.state() == OrderState.CANCELED
                || it.state() == OrderState.REJECTED
                || it.state() == OrderState.EXPIRED
                || it.state() == OrderState.IN_DOUBT
                || it.state() == OrderState.LOST;
        return ended
                ? line(
                        it.at(),
                        it.symbol(),
                        it.state().name().toLowerCase(Locale.ROOT),
                        role(it.order()) + " " + it.order().terms()
                                + (it.reason().isEmpty() ? "" : ": " + it.reason()))
                : Optional.empty();
    }

    private static String said(Signal signal) {
        return signal.strategy() + " " + signal.action() + " "
                + signal.confidence().fraction();
    }

    private static String told(OrderGroup group) {
        Order first = group.first();
        String exits = group.orders().stream()
                .skip(1)
                .map(order -> ", " + role(order) + " " + order.terms())
                .collect(Collectors.joining());
        return role(first) + " " + first.side() + " " + first.quantity() + " " + first.instrument() + " "
                + first.terms() + exits;
    }

    private static String told(ClosedTrade trade) {
        String sign = trade.net().isNegative() ? "" : "+";
        return trade.reason().code() + " " + trade.quantity() + " " + trade.instrument() + " " + trade.entryPrice()
                + " -> " + trade.exitPrice() + ", " + sign + trade.net() + " after fees";
    }

    private static String role(Order order) {
        return order.role().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Optional<String> line(Instant at, Object symbol, String outcome, String detail) {
        return Optional.of(row(TIME.format(at), symbol.toString(), outcome, detail));
    }

    private static String row(String time, String symbol, String outcome, String detail) {
        return String.format(Locale.ROOT, "%-8s  %-6s  %-9s  %s", time, symbol, outcome, detail)
                .stripTrailing();
    }
}
