package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import java.time.LocalDate;
import java.util.List;

/** Builds generated markets with modelled options and the volatility index. Stateless. */
public final class SyntheticMarket {
    /** Enough for the volatility of twenty closes and for 120 hourly bars. */
    private static final int HISTORY_SESSIONS = 25;
    /** What sellers of options ask above what will move. */
    private static final double VOLATILITY_PREMIUM = 1.1;

    private SyntheticMarket() {}

    /**
     * The sessions from {@code first} to {@code last}, both inclusive, with 25 sessions of history before. Time begins
     * at the open of the first session. The same arguments give the same market on every JVM.
     *
     * @throws IllegalArgumentException when there is no session in the range, or the calendar does not cover it
     */
    public static BarMarket between(
            MarketCalendar calendar, long seed, List<Symbol> symbols, LocalDate first, LocalDate last) {
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("a market without symbols");
        }
        LocalDate begin = calendar.isTradingDay(first) ? first : calendar.nextTradingDay(first);
        if (begin.isAfter(last)) {
            throw new IllegalArgumentException("no session from " + first + " to " + last);
        }
        LocalDate historyBegin = begin;
        for (int i = 0; i < HISTORY_SESSIONS; i++) {
            historyBegin = calendar.previousTradingDay(historyBegin);
        }
        BarSeries spy =
                SyntheticBars.minutes(calendar, SymbolProfile.of(VolatilityIndex.UNDERLYING), seed, historyBegin, last);
        BarMarketBuilder market = BarMarket.builder()
                .calendar(calendar)
                .modelOptions()
                .startingAt(calendar.session(begin).orElseThrow().open())
                .note("Prices are generated from seed " + seed
                        + ", not recorded: a gain or loss on them says nothing about" + " real markets.")
                .note(VolatilityIndex.ASSUMPTION)
                .index(VolatilityIndex.SYMBOL, VolatilityIndex.of(spy, seed, calendar));
        for (Symbol symbol : symbols) {
            SymbolProfile profile = SymbolProfile.of(symbol);
            BarSeries bars = symbol.equals(VolatilityIndex.UNDERLYING)
                    ? spy
                    : SyntheticBars.minutes(calendar, profile, seed, historyBegin, last);
            market.bars(symbol, bars).surface(symbol, OptionSurface.around(profile.annualVol() * VOLATILITY_PREMIUM));
        }
        return market.build();
    }

    /** One session. */
    public static BarMarket day(MarketCalendar calendar, long seed, List<Symbol> symbols, LocalDate date) {
        return between(calendar, seed, symbols, date, date);
    }
}
