package dev.ibkrbot.broker.expiry;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a written option may come to soon that somebody should know of. Immutable. */
public enum AssignmentRisk {
    /** In the money in its last session or the one before: it is assigned unless that changes. */
    IN_THE_MONEY,
    /** In the last hour of its last session within half a percent of the strike: nobody knows whether it is assigned. */
    PIN,
    /** Its holder would exercise tonight, for the dividend of tomorrow. */
    DIVIDEND,
    /** Its holder would exercise tonight: nothing is left of its time value. */
    NO_TIME_VALUE;

    private static final Duration LAST_HOUR = Duration.ofHours(1);
    private static final Percent NEAR = Percent.of("0.5");

    /**
     * What threatens a written option now.
     *
     * @param underlying its price now
     * @param mark what the option is worth per share now; absent when nobody knows, which leaves early exercise out
     * @param dividend per share, of shares held over this night; zero for none or unknown
     * @return empty once it has traded last
     */
    public static Set<AssignmentRisk> of(
            OptionContract option,
            Price underlying,
            Optional<Price> mark,
            Price dividend,
            MarketCalendar calendar,
            Instant now) {
        Set<AssignmentRisk> risks = EnumSet.noneOf(AssignmentRisk.class);
        Optional<TradingSession> last = Expiry.lastSession(option, calendar);
        if (last.isEmpty() || !now.isBefore(last.get().close())) {
            return risks;
        }
        TradingSession session = last.get();
        boolean soon = !calendar.tradingDate(now).isBefore(calendar.previousTradingDay(session.tradingDate()));
        if (soon && Expiry.isExercised(option, underlying)) {
            risks.add(IN_THE_MONEY);
        }
        Price distance = underlying.minus(option.strike()).abs();
        boolean near = !distance.isAbove(option.strike().part(NEAR, RoundingDirection.DOWN));
        if (near && !now.isBefore(session.close().minus(LAST_HOUR))) {
            risks.add(PIN);
        }
        mark.flatMap(it -> EarlyExercise.tonight(option, underlying, it, dividend, Price.ZERO))
                .ifPresent(why -> risks.add(why == EarlyExercise.DIVIDEND ? DIVIDEND : NO_TIME_VALUE));
        return risks;
    }
}
