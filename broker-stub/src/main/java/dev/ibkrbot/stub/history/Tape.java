package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.stub.sim.Market;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bars of one symbol, unrolled into prices inside each bar: open, then the nearer extreme by the usual rule (low
 * first when the bar rose, else high first), the other extreme, close, on straight lines of {@link #STEPS} steps in all.
 * The open comes one second after the bar's start and the close one second before its end. Confined to one thread.
 */
final class Tape {
    /** Four steps to each of the three lines. */
    static final int STEPS = 12;

    /** Two weeks: longer than any closure, short enough that days of another year are not taken for the last ones. */
    private static final long STALE_SECONDS = 14 * 86_400L;

    private static final int LEG = STEPS / 3;
    private static final int FEW = 8;

    private final Symbol symbol;
    private final BarSeries bars;
    /** Daily bars from elsewhere, which may reach further back and may end too early. */
    private final Optional<BarSeries> days;

    private final MarketCalendar calendar;
    private final int seconds;
    private final Map<BarSize, BarSeries> coarser = new EnumMap<>(BarSize.class);
    /** Last bar found to have started before the moment asked for. */
    private int cursor = -1;

    /** When that bar and the one after it start; at first no moment lies between. */
    private long cursorStart = Long.MIN_VALUE;

    private long nextStart = Long.MIN_VALUE;

    Tape(Symbol symbol, BarSeries bars, Optional<BarSeries> days, MarketCalendar calendar) {
        this.symbol = symbol;
        this.bars = bars;
        this.days = days;
        this.calendar = calendar;
        seconds = bars.barSize().seconds();
    }

    Symbol symbol() {
        return symbol;
    }

    BarSeries bars() {
        return bars;
    }

    /** The last bar that started before the moment; -1 when none. */
    int at(long now) {
        if (now <= cursorStart || now > nextStart) {
            // Nearly always time has gone on by a bar.
            cursor = isLastBefore(cursor + 1, now) ? cursor + 1 : bars.firstStartingAt(now) - 1;
            cursorStart = cursor < 0 ? Long.MIN_VALUE : bars.startEpochSecond(cursor);
            nextStart = cursor + 1 < bars.size() ? bars.startEpochSecond(cursor + 1) : Long.MAX_VALUE;
        }
        return cursor;
    }

    private boolean isLastBefore(int i, long now) {
        return (i < bars.size() && bars.startEpochSecond(i) < now)
                && (i + 1 >= bars.size() || bars.startEpochSecond(i + 1) >= now);
    }

    /** When the price at the moment was made: the moment itself inside a bar, else the end of the last bar. */
    long pricedAt(long now) {
        int i = at(now);
        return i < 0 ? now : Math.min(now, bars.startEpochSecond(i) + seconds);
    }

    /** The price in 1e-8 units; 0 before the first bar. */
    long price(long now) {
        int i = at(now);
        if (i < 0) {
            return 0;
        }
        long offset = now - bars.startEpochSecond(i);
        if (offset >= seconds - 1) {
            return bars.closeUnits(i);
        }
        int step = step(offset);
        long open = bars.openUnits(i);
        long close = bars.closeUnits(i);
        long high = bars.highUnits(i);
        long low = bars.lowUnits(i);
        long first = close >= open ? low : high;
        long second = close >= open ? high : low;
        return switch (step / LEG) {
            case 0 -> between(open, first, step);
            case 1 -> between(first, second, step - LEG);
            case 2 -> between(second, close, step - 2 * LEG);
            default -> close;
        };
    }

    private static long between(long from, long to, int step) {
        return from + (to - from) * step / LEG;
    }

    private int step(long offset) {
        return (int) ((offset * STEPS - 1) / (seconds - 2));
    }

    private long offset(int step) {
        return 1 + (long) step * (seconds - 2) / STEPS;
    }

    long nextMoment(long now, boolean everyPrice) {
        int i = at(now);
        long start = i < 0 ? 0 : bars.startEpochSecond(i);
        if (i < 0 || now >= start + seconds) {
            if (i + 1 >= bars.size()) {
                return Market.NEVER;
            }
            return bars.startEpochSecond(i + 1) + (everyPrice ? 1 : seconds);
        }
        int step = step(now - start);
        return everyPrice && step < STEPS ? start + offset(step + 1) : start + seconds;
    }

    /** The bar that is played between the moments, both within one bar or in the gap before it; -1 when none. */
    int playedBetween(long now, long until) {
        int i = at(now);
        return i + 1 < bars.size() && bars.startEpochSecond(i + 1) < until ? i + 1 : i;
    }

    /** Bars of this size that start at {@code from} or later and have ended; a view. */
    BarSeries ended(BarSize size, long from, long now) {
        if (size == bars.barSize()) {
            return endedBars(from, now);
        }
        BarSeries all = coarser.computeIfAbsent(size, this::build);
        int end = size == BarSize.ONE_DAY ? endedDays(all, now) : all.firstStartingAt(now - size.seconds() + 1);
        if (size == BarSize.ONE_DAY && days.isPresent()) {
            int given = endedDays(days.get(), now);
            long last = given > 0 ? days.get().startEpochSecond(given - 1) : Long.MIN_VALUE;
            boolean asRecent = end == 0 ? last > now - STALE_SECONDS : last >= all.startEpochSecond(end - 1);
            if (asRecent) {
                return days.get().slice(Math.min(days.get().firstStartingAt(from), given), given);
            }
        }
        return all.slice(Math.min(all.firstStartingAt(from), end), end);
    }

    private BarSeries endedBars(long from, long now) {
        int end = at(now) + 1;
        while (end > 0 && bars.startEpochSecond(end - 1) + seconds > now) {
            end--;
        }
        // Who follows the market asks for the newest bar or two; only others are worth a search.
        int begin = end;
        while (begin > 0 && end - begin < FEW && bars.startEpochSecond(begin - 1) >= from) {
            begin--;
        }
        if (end - begin == FEW) {
            begin = Math.min(bars.firstStartingAt(from), end);
        }
        return bars.slice(begin, end);
    }

    private BarSeries build(BarSize size) {
        return CoarserBars.of(bars, size, calendar);
    }

    private int endedDays(BarSeries days, long now) {
        int end = days.firstStartingAt(now);
        if (end > 0) {
            Optional<TradingSession> last = calendar.session(calendar.tradingDate(days.start(end - 1)));
            boolean open =
                    last.map(session -> session.close().getEpochSecond() > now).orElse(false);
            return open ? end - 1 : end;
        }
        return end;
    }

    /** Shares traded in ended bars since the moment. */
    long volumeSince(Instant open, long now) {
        long sum = 0;
        for (int i = at(now); i >= 0 && bars.startEpochSecond(i) >= open.getEpochSecond(); i--) {
            if (bars.startEpochSecond(i) + seconds <= now) {
                sum += bars.volume(i);
            }
        }
        return sum;
    }
}
