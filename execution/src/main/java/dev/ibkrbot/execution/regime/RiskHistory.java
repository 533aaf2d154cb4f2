package dev.ibkrbot.execution.regime;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.trade.Latch;
import dev.ibkrbot.broker.trade.RiskMemory;
import dev.ibkrbot.broker.value.Money;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The facts that limits beyond one trade and one day are judged by: first equities of trading dates, positions with
 * their times, changes of strategy within a day, limits that were reached. Kept by the engine as things happen, and the
 * same when a journal is replayed. Confined to the engine thread.
 */
public final class RiskHistory {
    /** The code of a denial because of too many entries in a minute. */
    public static final String ORDER_RATE = "order_rate";

    private static final Duration REMEMBERED = Duration.ofDays(40);

    private final TreeMap<LocalDate, Money> dayStarts = new TreeMap<>();
    private final Deque<Holding> holdings = new ArrayDeque<>();
    private final Map<String, Latch> latches = new LinkedHashMap<>();
    private final Map<LocalDate, Integer> pivots = new HashMap<>();
    private int rateDenialsInARow;

    /** From the first to the last fill of a position. */
    private record Holding(Instant opened, Instant left) {}

    /** The first equity of a trading date is known; a second one of the same date changes nothing. */
    public void dayStarted(LocalDate date, Money equity) {
        dayStarts.putIfAbsent(date, equity);
    }

    /** The first equity of a trading date; absent when there was none. */
    public Optional<Money> dayStart(LocalDate date) {
        return Optional.ofNullable(dayStarts.get(date));
    }

    /** A position was left, by an order, by its terms or by somebody else. A position that is counted anew stays one. */
    public void left(Instant opened, Instant left) {
        holdings.addLast(new Holding(opened, left));
        while (holdings.peekFirst().left().isBefore(left.minus(REMEMBERED))) {
            holdings.removeFirst();
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

    /** What of this matters on a trading date. */
    public RiskMemory memory(LocalDate today, MarketCalendar calendar) {
        List<LocalDate> dayTrades = new ArrayList<>();
        for (Holding holding : holdings) {
            LocalDate date = calendar.tradingDate(holding.left());
            if (date.equals(calendar.tradingDate(holding.opened()))) {
                dayTrades.add(date);
            }
        }
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Optional<Money> weekStart = Optional.ofNullable(dayStarts.ceilingEntry(monday))
                .filter(first -> !first.getKey().isAfter(today))
                .map(Map.Entry::getValue);
        return new RiskMemory(dayTrades, weekStart, latches());
    }
}
