package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.execution.order.Trade;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When supervision closes a position: by the stricter of its trade's own plan and of what stands today, the larger
 * number of days and the smaller loss. What stands is asked anew at each step, and journaled when it is another than
 * before. Confined to the engine thread.
 */
final class StandingExits {
    private final Gate gate;
    private final OptionalInt forceCloseDte;
    private final MarketCalendar calendar;
    private final TradingDay day;
    private final Recorder recorder;
    private ExitRules today;

    /** {@code before} is what stood when the journal ended. */
    StandingExits(EngineSettings settings, EnginePorts ports, TradingDay day, Recorder recorder, ExitRules before) {
        this.gate = ports.gate();
        this.forceCloseDte = settings.forceCloseDte();
        this.calendar = ports.calendar();
        this.day = day;
        this.recorder = recorder;
        this.today = before;
    }

    /** Takes in what stands now. */
    void look(Instant now) {
        ExitRules told = gate.exits();
        if (!told.equals(today)) {
            today = told;
            recorder.exitRules(now, told);
        }
    }

    /** Whether any position may be closed for its price, whatever its trade has planned. */
    boolean watchPrices() {
        return today.emergencyLoss().isPresent();
    }

    /** The loss at which it is an emergency; absent for none. */
    Optional<Percent> emergencyLoss(ExitPlan own) {
        Optional<Percent> all = today.emergencyLoss();
        return own.emergencyLoss().isPresent() && all.isPresent()
                ? all.map(loss -> loss.compareTo(own.emergencyLoss().get()) < 0
                        ? loss
                        : own.emergencyLoss().get())
                : all.or(own::emergencyLoss);
    }

    /**
     * Whether the position is too near to its expiration. An option that was chosen today with few days left is left to
     * the flattening before the close, unless what stands says otherwise; one that was carried here from an earlier date
     * is closed.
     */
    boolean isNearItsEnd(Trade trade) {
        if (trade.held().isZero() || !(trade.origin().instrument() instanceof OptionContract option)) {
            return false;
        }
        if (today.enteredToday() && isNear(option, today.closeAtDte())) {
            return true;
        }
        LocalDate entered = calendar.tradingDate(trade.entryTime());
        OptionalInt own = trade.origin().exits().closeAtDte();
        return entered.isBefore(day.date())
                && (isNear(option, today.closeAtDte()) || isNear(option, own.isPresent() ? own : forceCloseDte));
    }

    private boolean isNear(OptionContract option, OptionalInt days) {
        return days.isPresent() && ChronoUnit.DAYS.between(day.date(), option.expiration()) <= days.getAsInt();
    }
}
