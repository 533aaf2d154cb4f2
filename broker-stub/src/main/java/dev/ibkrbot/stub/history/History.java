package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.stub.sim.CorporateAction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Recorded bars as they were read. Immutable.
 *
 * @param minutes one-minute bars of regular hours by symbol; never empty series
 * @param days daily bars by symbol, unadjusted for splits and dividends; may lack symbols
 * @param spreads recorded spreads by symbol; may lack symbols
 * @param indices levels of indices, as {@link BarMarketBuilder#index} takes them
 * @param actions splits and dividends, of all dates there are
 * @param warnings what was left out or is missing, one line each
 */
public record History(
        Map<Symbol, BarSeries> minutes,
        Map<Symbol, BarSeries> days,
        Map<Symbol, RecordedSpreads> spreads,
        Map<Symbol, BarSeries> indices,
        List<CorporateAction> actions,
        List<String> warnings) {
    public History {
        actions = List.copyOf(actions);
        minutes = Collections.unmodifiableMap(new LinkedHashMap<>(minutes));
        days = Collections.unmodifiableMap(new LinkedHashMap<>(days));
        spreads = Collections.unmodifiableMap(new LinkedHashMap<>(spreads));
        indices = Collections.unmodifiableMap(new LinkedHashMap<>(indices));
        warnings = List.copyOf(warnings);
    }

    /** Minutes alone. */
    static History ofMinutes(Map<Symbol, BarSeries> minutes, List<String> warnings) {
        return new History(minutes, Map.of(), Map.of(), Map.of(), List.of(), warnings);
    }

    /** Both together; the other's series replace ours where both have a symbol. */
    public History plus(History other) {
        Map<Symbol, BarSeries> allMinutes = new LinkedHashMap<>(minutes);
        allMinutes.putAll(other.minutes);
        Map<Symbol, BarSeries> allDays = new LinkedHashMap<>(days);
        allDays.putAll(other.days);
        Map<Symbol, RecordedSpreads> allSpreads = new LinkedHashMap<>(spreads);
        allSpreads.putAll(other.spreads);
        Map<Symbol, BarSeries> allIndices = new LinkedHashMap<>(indices);
        allIndices.putAll(other.indices);
        List<CorporateAction> allActions = new ArrayList<>(actions);
        allActions.addAll(other.actions);
        List<String> allWarnings = new ArrayList<>(warnings);
        allWarnings.addAll(other.warnings);
        return new History(allMinutes, allDays, allSpreads, allIndices, allActions, allWarnings);
    }

    /** What was known at a moment: bars that have begun before it, and days that were over. */
    public History before(Instant moment) {
        Map<Symbol, BarSeries> knownDays = new LinkedHashMap<>();
        days.forEach((symbol, bars) -> {
            int end = bars.firstStartingAt(
                    moment.getEpochSecond() - bars.barSize().seconds() + 1);
            knownDays.put(symbol, bars.slice(0, end));
        });
        return new History(
                begunBefore(moment, minutes), knownDays, spreads, begunBefore(moment, indices), actions, warnings);
    }

    private static Map<Symbol, BarSeries> begunBefore(Instant moment, Map<Symbol, BarSeries> all) {
        Map<Symbol, BarSeries> known = new LinkedHashMap<>();
        all.forEach((symbol, bars) -> {
            BarSeries head = bars.slice(0, bars.firstStartingAt(moment.getEpochSecond()));
            if (!head.isEmpty()) {
                known.put(symbol, head);
            }
        });
        return known;
    }

    /** A market of the underlyings alone, in which time begins with the session of {@code first} or the next one. */
    public BarMarket market(MarketCalendar calendar, LocalDate first) {
        return builder(calendar, first).build();
    }

    /** As {@link #market}, with modelled options on every symbol. */
    public BarMarket marketWithModelledOptions(MarketCalendar calendar, LocalDate first) {
        return builder(calendar, first).modelOptions().build();
    }

    /** As {@link #market}, with the recorded options of some symbols. */
    public BarMarket marketWithRecordedOptions(MarketCalendar calendar, LocalDate first, OptionRecords options) {
        return builder(calendar, first).recordedOptions(options).build();
    }

    private BarMarketBuilder builder(MarketCalendar calendar, LocalDate first) {
        LocalDate begin = calendar.isTradingDay(first) ? first : calendar.nextTradingDay(first);
        BarMarketBuilder market = BarMarket.builder()
                .calendar(calendar)
                .startingAt(calendar.session(begin).orElseThrow().open())
                .note("Prices are recorded one-minute trades of regular hours, not adjusted for splits or dividends;"
                        + " minutes without a row are gaps in which nothing trades.");
        minutes.forEach(market::bars);
        days.forEach(market::days);
        spreads.forEach(market::spreads);
        indices.forEach((symbol, levels) -> market.index(symbol, levels).note(IndexHistory.assumption(symbol, levels)));
        market.corporateActions(actions);
        actionsWithin(begin, calendar).ifPresent(market::note);
        return market;
    }

    /** Those that are booked while the minutes are played, as an assumption. */
    private Optional<String> actionsWithin(LocalDate first, MarketCalendar calendar) {
        LocalDate last = minutes.values().stream()
                .map(bars -> calendar.tradingDate(bars.start(bars.size() - 1)))
                .max(LocalDate::compareTo)
                .orElse(first);
        String all = actions.stream()
                .filter(it -> minutes.containsKey(it.symbol()))
                .filter(it -> it.exDate().isAfter(first) && !it.exDate().isAfter(last))
                .map(CorporateAction::toString)
                .collect(Collectors.joining(", "));
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of("Splits and dividends are booked when trading begins on their dates: " + all + ".");
    }
}
