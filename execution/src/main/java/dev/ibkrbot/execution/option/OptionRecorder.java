package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Collects how options do while they are held. Give it moments in their order, fills after the moment at which they
 * happened, and closed trades; ask for the result at any time. Trades in anything but options are left out. Memory grows
 * with trades up to {@value #MAX_TRADES}, never with moments. Confined to one thread.
 */
public final class OptionRecorder {
    static final int MAX_TRADES = 50_000;

    private final ZoneId zone;
    private final Map<OptionContract, Last> last = new HashMap<>();
    private final Map<OptionContract, Step> earned = new HashMap<>();
    private final Map<SignalId, Double> deltas = new HashMap<>();
    private final Map<Boolean, PremiumSum> premium = new LinkedHashMap<>();
    private final Rolls rolls = new Rolls();
    private final Buckets byDays = new Buckets();
    private final Buckets byDelta = new Buckets();
    private final List<ClosedTrade> trades = new ArrayList<>();
    private final Thinned<GreekPoint> greeks = new Thinned<>();
    private final Thinned<LoadPoint> load = new Thinned<>();
    private long withoutGreeks;
    private Step total = Step.NONE;
    private long unmarked;

    /** Begins without anything; {@code zone} is in which days are counted, the exchange's. */
    public OptionRecorder(ZoneId zone) {
        this.zone = zone;
    }

    private record Last(OptionMark mark, Instant at) {}

    /** Remembers the delta per share, net for a combination, of what an entry is decided on; without it the trade's delta counts as unknown. */
    public void decided(SignalId signal, double delta) {
        deltas.put(signal, delta);
    }

    /** Remembers that a trade takes the place of an earlier one. */
    public void rolled(SignalId trade, SignalId earlier) {
        rolls.link(trade, earlier);
    }

    /** Takes in what is held and worth; not before the moment given last. */
    public void observe(OptionMoment moment) {
        for (OptionMark mark : moment.marks()) {
            Last before = last.get(mark.contract());
            if (before != null) {
                earn(mark.contract(), Step.between(before.mark(), before.at(), mark, moment.at()));
            }
            if (mark.held().isZero()) {
                last.remove(mark.contract());
            } else {
                last.put(mark.contract(), new Last(mark, moment.at()));
            }
        }
        boolean held = moment.unmarked() > 0
                || moment.marks().stream().anyMatch(mark -> !mark.held().isZero());
        if (moment.hasAllGreeks()) {
            greeks.add(GreekPoint.of(moment));
        } else if (held) {
            withoutGreeks++;
        }
        moment.cashOwed().ifPresent(owed -> load.add(new LoadPoint(moment.at(), moment.margin(), owed)));
    }

    /**
     * Takes in how far from the middle of the market an option or a combination with options traded.
     *
     * @param middle per share, net for a combination
     */
    public void filled(Execution execution, Price middle) {
        Instrument traded = execution.instrument();
        Price better = execution.side() == Side.BUY
                ? middle.minus(execution.price())
                : execution.price().minus(middle);
        Money gain = better.times(traded.multiplier(), execution.quantity(), traded.currency());
        earn(Premium.options(traded).get(0), Step.crossed(gain.asDouble()));
    }

    private void earn(OptionContract contract, Step step) {
        earned.merge(contract, step, Step::plus);
    }

    /** Takes in a trade that was closed. */
    public void add(ClosedTrade trade) {
        List<OptionContract> options = Premium.options(trade.instrument());
        if (options.isEmpty()) {
            return;
        }
        Step own = Step.NONE;
        for (OptionContract option : options) {
            own = own.plus(earned.getOrDefault(option, Step.NONE));
            if (isDelivered(trade) && option.equals(trade.instrument()) && last.containsKey(option)) {
                own = own.plus(Step.delivered(last.get(option).mark(), trade.exitPrice()));
            }
            earned.remove(option);
            last.remove(option);
        }
        total = total.plus(own);
        unmarked += own.steps() == 0 ? 1 : 0;
        add(trade, options);
        if (trades.size() < MAX_TRADES) {
            trades.add(trade);
        } else {
            deltas.remove(trade.signalId());
        }
    }

    /** Takes in that a trade which was added was counted again. */
    public void restate(ClosedTrade before, ClosedTrade after) {
        List<OptionContract> options = Premium.options(after.instrument());
        if (options.isEmpty()) {
            return;
        }
        remove(before, options);
        add(after, options);
        int place = trades.lastIndexOf(before);
        if (place >= 0) {
            trades.set(place, after);
        }
    }

    private void add(ClosedTrade trade, List<OptionContract> options) {
        PremiumSum one = PremiumSum.of(trade);
        premium.merge(one.written(), one, PremiumSum::plus);
        byDays.addByDays(one.written(), days(trade, options), trade.net());
        byDelta.addByDelta(one.written(), delta(trade.signalId()), trade.net());
    }

    private void remove(ClosedTrade trade, List<OptionContract> options) {
        PremiumSum one = PremiumSum.of(trade);
        premium.merge(one.written(), one.negated(), PremiumSum::plus);
        premium.values().removeIf(it -> it.trades() == 0);
        byDays.removeByDays(one.written(), days(trade, options), trade.net());
        byDelta.removeByDelta(one.written(), delta(trade.signalId()), trade.net());
    }

    private OptionalDouble delta(SignalId signal) {
        return deltas.containsKey(signal) ? OptionalDouble.of(deltas.get(signal)) : OptionalDouble.empty();
    }

    private long days(ClosedTrade trade, List<OptionContract> options) {
        LocalDate first = options.stream()
                .map(OptionContract::expiration)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return ChronoUnit.DAYS.between(trade.entryTime().atZone(zone).toLocalDate(), first);
    }

    /** How the options did so far; absent without any. */
    public Optional<OptionPerformance> performance() {
        if (premium.isEmpty() && greeks.points().isEmpty() && load.points().isEmpty() && withoutGreeks == 0) {
            return Optional.empty();
        }
        return Optional.of(new OptionPerformance(
                premium.values().stream()
                        .sorted(Comparator.comparing(sum -> !sum.written()))
                        .toList(),
                byDays.all(),
                byDelta.all(),
                rolls.in(trades),
                rolls.unfinished(trades),
                trades.stream().filter(OptionRecorder::isDelivered).toList(),
                premium.values().stream().reduce(PremiumSum::plus).map(this::attribution),
                greeks.points(),
                withoutGreeks,
                load.points()));
    }

    private Attribution attribution(PremiumSum all) {
        double profit = all.net().plus(all.fees()).asDouble();
        return new Attribution(
                total.delta(),
                total.theta(),
                total.vega(),
                total.crossing(),
                total.handedOver(),
                profit - total.sum(),
                all.fees(),
                all.net(),
                all.trades(),
                unmarked);
    }

    private static boolean isDelivered(ClosedTrade trade) {
        return trade.reason() == ExitReason.ASSIGNED || trade.reason() == ExitReason.EXERCISED;
    }
}
