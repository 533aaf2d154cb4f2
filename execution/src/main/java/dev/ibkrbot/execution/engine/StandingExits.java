package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.execution.order.TradeOrigin;
import java.time.Instant;
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
     * the flattening before the close, unless what stands says otherwise; one that was carried here from an earlier date,
     * or found, is closed.
     */
    boolean isNearItsEnd(Trade trade) {
        if (trade.held().isZero() || !(trade.origin().instrument() instanceof OptionContract option)) {
            return false;
        }
        if (today.enteredToday() && isNear(option, today.closeAtDte())) {
            return true;
        }
        boolean carried =
                trade.isAdopted() || calendar.tradingDate(trade.entryTime()).isBefore(day.date());
        return carried && isNearForCarried(option, trade.origin().exits());
    }

    private boolean isNearForCarried(OptionContract option, ExitPlan plan) {
        OptionalInt own = plan.closeAtDte();
        return isNear(option, today.closeAtDte()) || isNear(option, own.isPresent() ? own : forceCloseDte);
    }

    /** Why a position that is found is closed at once, when it can be left at this price; absent where exits belong. */
    Optional<ExitReason> atOnce(TradeOrigin found, Price price) {
        if (emergencyLoss(found.exits())
                .filter(loss -> isLost(loss, found.side(), found.limit(), price))
                .isPresent()) {
            return Optional.of(ExitReason.EMERGENCY);
        }
        Optional<ExitReason> reached = found.reached(price);
        boolean near = found.instrument() instanceof OptionContract option && isNearForCarried(option, found.exits());
        return reached.isEmpty() && near ? Optional.of(ExitReason.EXPIRY) : reached;
    }

    /** Whether so much of an entry is lost when it is left at this price. */
    static boolean isLost(Percent loss, Side entrySide, Price entry, Price price) {
        return entrySide == Side.BUY
                ? !price.isAbove(entry.increasedBy(loss.negated(), RoundingDirection.DOWN))
                : !price.isBelow(entry.increasedBy(loss, RoundingDirection.UP));
    }

    private boolean isNear(OptionContract option, OptionalInt days) {
        return days.isPresent() && ChronoUnit.DAYS.between(day.date(), option.expiration()) <= days.getAsInt();
    }
}
