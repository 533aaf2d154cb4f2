package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.execution.order.TradeDesk;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Journals what a person asks for and does what it asks of orders and positions. Confined to the engine thread. */
final class CommandDesk {
    private final TradeDesk desk;
    private final Journal journal;
    private final MarketCalendar calendar;
    private final BooleanSupplier ready;

    /** {@code ready} tells whether the broker takes orders now. */
    CommandDesk(TradeDesk desk, Journal journal, MarketCalendar calendar, BooleanSupplier ready) {
        this.desk = desk;
        this.journal = journal;
        this.calendar = calendar;
        this.ready = ready;
    }

    /** Journals it, then does it; answers what comes of it, for people. {@code held}: entries wait for a resume. */
    String take(Command command, boolean held, Instant now) {
        return switch (command.action()) {
            case PAUSE -> journaled(command, now, "no entries until resumed; exits go on");
            case RESUME -> journaled(command, now, held ? "entries are allowed again" : "nothing was paused or halted");
            case HALT -> halt(command, now);
            case FLATTEN -> flatten(command, now);
            case CANCEL -> cancel(command, now);
        };
    }

    private String journaled(Command command, Instant now, String outcome) {
        journal.append(CommandJson.record(now, command, outcome));
        return outcome;
    }

    private String halt(Command command, Instant now) {
        String outcome = journaled(
                command, now, "no entries until resumed; working entries are canceled" + whenReady() + ", exits go on");
        entering().forEach(trade -> desk.cancelEntry(trade, "halted", now));
        return outcome;
    }

    private String flatten(Command command, Instant now) {
        Predicate<Trade> meant = trade -> command.isAbout(trade.origin().symbol());
        long trades = desk.trades().all().stream().filter(meant).count();
        String outcome = trades == 0
                ? "the bot holds nothing" + (command.target().equals(Command.ALL) ? "" : " of " + command.target())
                : trades + (trades == 1 ? " trade is" : " trades are") + " being closed"
                        + whenReady()
                        + (calendar.isOpen(now) ? "" : ", once the market opens");
        journaled(command, now, outcome);
        desk.closeWhere(meant, ExitReason.REQUESTED, now);
        return outcome;
    }

    private String cancel(Command command, Instant now) {
        if (!ready.getAsBoolean()) {
            return journaled(command, now, CommandJson.NOT_DONE + ": the broker is not ready");
        }
        boolean all = command.target().equals(Command.ALL);
        List<Trade> entering = entering().stream()
                .filter(trade -> all
                        || trade.entry()
                                .filter(entry -> entry.order().ref().value().equals(command.target()))
                                .isPresent())
                .toList();
        if (entering.isEmpty()) {
            return journaled(
                    command,
                    now,
                    CommandJson.NOT_DONE
                            + (all
                                    ? ": no entry is working"
                                    : ": no working entry is called " + command.target()
                                            + "; orders that protect a position go with it, by flatten"));
        }
        String outcome = journaled(
                command, now, entering.size() + (entering.size() == 1 ? " entry is" : " entries are") + " canceled");
        entering.forEach(trade -> desk.cancelEntry(trade, "requested", now));
        return outcome;
    }

    private String whenReady() {
        return ready.getAsBoolean() ? "" : ", once the broker is ready";
    }

    private List<Trade> entering() {
        return desk.trades().all().stream()
                .filter(trade -> trade.live(OrderRole.ENTRY).isPresent())
                .toList();
    }
}
