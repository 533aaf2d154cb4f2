package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.expiry.AssignmentRisk;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.DeskListener;
import dev.ibkrbot.execution.order.Trade;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of what written options may come to, once a trading date for each trade and danger. Dividends are not known to
 * it. Confined to the engine thread.
 */
final class AssignmentWatch {
    private final QuoteSource quotes;
    private final MarketCalendar calendar;
    private final Answers answers;
    private final Recorder recorder;
    private final Set<String> told = new HashSet<>();
    private LocalDate toldOn = LocalDate.MIN;

    AssignmentWatch(EnginePorts ports, Answers answers, Recorder recorder) {
        this.quotes = ports.broker().quotes();
        this.calendar = ports.calendar();
        this.answers = answers;
        this.recorder = recorder;
    }

    /** Looks at a trade that is held; nothing follows where a quote cannot be had. */
    void look(Trade trade, Instant now) {
        Instrument traded = trade.origin().instrument();
        boolean written = traded instanceof OptionContract && trade.origin().side() == Side.SELL;
        if (!written && !(traded instanceof Combo)) {
            return;
        }
        for (Position position : trade.holdings()) {
            if (position.quantity().isNegative() && position.instrument() instanceof OptionContract option) {
                answers.await(
                        quotes.quote(underlying(option)),
                        underlying -> answers.await(
                                quotes.quote(option),
                                mark -> looked(trade, position.quantity(), underlying, mark, now),
                                failure -> {}),
                        failure -> {});
            }
        }
    }

    private static Instrument underlying(OptionContract option) {
        return option.settlement() == Settlement.PHYSICAL
                ? new Stock(option.underlying(), option.currency())
                : new Index(option.underlying(), option.currency());
    }

    private void looked(Trade trade, Quantity written, Quote underlying, Quote mark, Instant now) {
        OptionContract option = (OptionContract) mark.instrument();
        Optional<Price> spot = underlying.last().or(underlying::mid);
        if (spot.isEmpty()) {
            return;
        }
        if (!calendar.tradingDate(now).equals(toldOn)) {
            toldOn = calendar.tradingDate(now);
            told.clear();
        }
        for (AssignmentRisk risk : AssignmentRisk.of(option, spot.get(), mark.mid(), Price.ZERO, calendar, now)) {
            if (told.add(trade.origin().signalId().value() + option + risk)) {
                recorder.alerted(
                        now,
                        DeskListener.Severity.WARNING,
                        "assignment_" + risk.name().toLowerCase(Locale.ROOT),
                        written.abs() + " written " + option + " with " + option.underlying() + " at " + spot.get());
            }
        }
    }
}
