package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.execution.order.Trade;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * When a position is too near to its expiration. An option that was chosen today with few days left is left to the
 * flattening before the close; one that was carried here from an earlier date is closed.
 */
final class ExpiryRule {
    private ExpiryRule() {}

    static boolean isDue(Trade trade, int forceCloseDte, LocalDate today, MarketCalendar calendar) {
        if (trade.held().isZero() || !(trade.origin().instrument() instanceof OptionContract option)) {
            return false;
        }
        boolean carried = calendar.tradingDate(trade.entryTime()).isBefore(today);
        return carried && ChronoUnit.DAYS.between(today, option.expiration()) <= forceCloseDte;
    }
}
