package dev.ibkrbot.execution.regime;

import dev.ibkrbot.broker.trade.Latch;
import dev.ibkrbot.broker.trade.RiskMemory;
import dev.ibkrbot.broker.value.Money;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The facts that limits beyond one trade and one day are judged by: first equities of trading dates, positions with
 * their times, changes of strategy within a day, limits that were reached. Kept by the engine as things happen, and the
 * same when a journal is replayed. Confined to the engine thread.
 */
public final class RiskHistory {
    /** The code of a denial because of too many entries in a minute. */
    public static final String ORDER_RATE = "order_rate";

    private static final int DAYS_REMEMBERED = 40;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final TreeMap<LocalDate, Money> dayStarts = new TreeMap<>();
    private final Set<DayTrade> dayTrades = new LinkedHashSet<>();
    private final Map<String, Latch> latches = new LinkedHashMap<>();
    private final Map<LocalDate, Integer> pivots = new HashMap<>();
    private int rateDenialsInARow;

    /** One trade that was opened and, at least in part, left on the same date. */
    private record DayTrade(String trade, LocalDate date) {}

    /**
     * The first equity of a trading date is known; a second one of the same date changes nothing. Nor does one that is
     * not positive, as older journals may have: no loss is a part of it.
     */
    public void dayStarted(LocalDate date, Money equity) {
        if (equity.isPositive()) {
            dayStarts.putIfAbsent(date, equity);
        }
    }

    /** The first equity of a trading date; absent when there was none. */
    public Optional<Money> dayStart(LocalDate date) {
        return Optional.ofNullable(dayStarts.get(date));
    }

    /**
     * A position was left, or part of it, by an order, by its terms or by somebody else. A trade counts once a date,
     * however many parts it is left in. What was left before it was opened is not counted: {@link Instant#MAX} stands
     * for never opened.
     */
    public void left(String trade, Instant opened, Instant left) {
        if (opened.isAfter(left)) {
            return;
        }
        LocalDate date = LocalDate.ofInstant(left, NEW_YORK);
        if (date.equals(LocalDate.ofInstant(opened, NEW_YORK))) {
            dayTrades.add(new DayTrade(trade, date));
            LocalDate oldest = date.minusDays(DAYS_REMEMBERED);
            while (dayTrades.iterator().next().date().isBefore(oldest)) {
                dayTrades.remove(dayTrades.iterator().next());
            }
        }
    }

    /** A limit was reached. Of one code, the later end stands. */
    public void latched(Latch latch) {
        latches.merge(latch.code(), latch, (old, now) -> now.until().isAfter(old.until()) ? now : old);
    }

    /** A limit that was reached stands no longer. */
    public void released(String code) {
        latches.remove(code);
    }

    /** The latches that were not released, whatever their date; a copy. */
    public List<Latch> latches() {
        return List.copyOf(latches.values());
    }

    /** Whether a latch of this code stands on this date. */
    public boolean isLatched(String code, LocalDate today) {
        Latch latch = latches.get(code);
        return latch != null && today.isBefore(latch.until());
    }

    /** The strategy of the day changed within this trading date. */
    public void pivoted(LocalDate date) {
        pivots.merge(date, 1, Integer::sum);
    }

    /** How often the strategy of the day changed within this trading date. */
    public int pivots(LocalDate date) {
        return pivots.getOrDefault(date, 0);
    }

    /** Risk answered a proposal; {@code tooMany} when it said that there are too many of them. */
    public void reviewed(boolean tooMany) {
        rateDenialsInARow = tooMany ? rateDenialsInARow + 1 : 0;
    }

    /** How many proposals in a row were too many for their minute. */
    public int rateDenialsInARow() {
        return rateDenialsInARow;
    }

    /** Whether this trade is counted as a day trade of this date. */
    public boolean isDayTrade(String trade, LocalDate date) {
        return dayTrades.contains(new DayTrade(trade, date));
    }

    /** What of this matters on a trading date; {@code openToday} as {@link RiskMemory} has it. */
    public RiskMemory memory(LocalDate today, int openToday) {
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Optional<Money> weekStart = Optional.ofNullable(dayStarts.ceilingEntry(monday))
                .filter(first -> !first.getKey().isAfter(today))
                .map(Map.Entry::getValue);
        return new RiskMemory(dayTrades.stream().map(DayTrade::date).toList(), openToday, weekStart, latches());
    }
}
