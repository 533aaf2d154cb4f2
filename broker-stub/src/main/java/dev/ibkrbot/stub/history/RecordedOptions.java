package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.ExerciseStyle;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.pricing.AmericanPricer;
import dev.ibkrbot.broker.pricing.EuropeanPricer;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.pricing.OptionInputs;
import dev.ibkrbot.stub.sim.Market;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Plays recorded quotes of options. A quote is there for less than {@link #VALID_SECONDS} from the moment it is known;
 * orders trade at that moment alone, and only on two sides that are not crossed. Confined to one thread.
 */
final class RecordedOptions implements OptionBoard {
    private static final int VALID_SECONDS = 60;
    private static final double SECONDS_PER_YEAR = 365.0 * 86_400;

    private final MarketCalendar calendar;
    private final OptionRecords records;
    private final Map<Symbol, Optional<OptionDay>> today = new HashMap<>();
    private final Map<Symbol, LocalDate> dates = new HashMap<>();
    /** The latest day's rows of each option that anybody has looked at: what is held is valued by them overnight. */
    private final Map<OptionContract, OptionTape> followed = new HashMap<>();

    RecordedOptions(MarketCalendar calendar, OptionRecords records) {
        this.calendar = calendar;
        this.records = records;
    }

    private Optional<OptionDay> day(ListedSymbol it, long now) {
        it.startDay(now, calendar);
        LocalDate date = calendar.tradingDate(Instant.ofEpochSecond(now));
        Symbol symbol = it.tape.symbol();
        if (!date.equals(dates.get(symbol))) {
            dates.put(symbol, date);
            today.put(symbol, records.day(symbol, date));
        }
        return today.get(symbol);
    }

    /** The option's rows, today's as soon as there is one; before that those of the last day on which it was followed. */
    private Optional<OptionTape> tape(ListedSymbol it, OptionContract option, long now) {
        Optional<OptionTape> rows =
                day(it, now).flatMap(day -> day.tape(option)).filter(tape -> tape.at(now) >= 0);
        rows.ifPresent(tape -> followed.put(option, tape));
        return rows.or(() -> Optional.ofNullable(followed.get(option)));
    }

    /**
     * The latest quote; without both sides what a holding is worth: the last middle, but no more than the ask and no less
     * than the bid that are there. Until it is quoted again on a later day it is worth what an end-of-day chain says.
     */
    @Override
    public boolean look(ListedSymbol it, OptionContract option, long now, Touch into) {
        Optional<OptionTape> found = tape(it, option, now);
        int row = found.isPresent() ? found.get().at(now) : -1;
        int whole = row < 0 ? -1 : found.get().lastTwoSided(row);
        if (whole < 0) {
            return false;
        }
        OptionTape tape = found.get();
        EndOfDayChains.Value evening =
                isOfToday(it, tape) ? EndOfDayChains.Value.NONE : records.valueBefore(option, it.day());
        if (evening.units() > 0 && !evening.date().isBefore(dateOf(tape))) {
            into.set(evening.units(), evening.units(), evening.units(), 0);
        } else if (whole == row) {
            into.set(tape.bid(row), tape.ask(row), tape.middle(row), tape.shown(row));
        } else {
            long most = tape.ask(row) > 0 ? tape.ask(row) : Long.MAX_VALUE;
            long worth = Math.max(tape.bid(row), Math.min(most, tape.middle(whole)));
            into.set(worth, worth, worth, 0);
        }
        return true;
    }

    @Override
    public boolean isTraded(ListedSymbol it, OptionContract option, long now) {
        return tape(it, option, now)
                .filter(tape -> {
                    int row = tape.at(now);
                    return row >= 0 && tape.knownAt(row) == now && tape.isTwoSided(row);
                })
                .isPresent();
    }

    @Override
    public boolean reach(ListedSymbol it, OptionContract option, long now, long until, Touch into) {
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        Optional<OptionTape> rows = day(it, now).flatMap(day -> day.tape(option));
        if (rows.isPresent()) {
            OptionTape tape = rows.get();
            for (int row = tape.at(now) + 1; row < tape.size() && tape.knownAt(row) <= until; row++) {
                if (tape.isTwoSided(row)) {
                    lowest = Math.min(lowest, tape.bid(row));
                    highest = Math.max(highest, tape.ask(row));
                }
            }
        }
        into.set(lowest, highest, 0, 0);
        return true;
    }

    @Override
    public long nextMoment(long now) {
        long next = Market.NEVER;
        for (Optional<OptionDay> day : today.values()) {
            if (day.isPresent()) {
                next = Math.min(next, day.get().nextMoment(now));
            }
        }
        return next;
    }

    @Override
    public OptionQuote quote(ListedSymbol it, OptionContract contract, Instant now) {
        long second = now.getEpochSecond();
        OptionTape tape = tape(it, contract, second).orElseThrow(() -> OptionBoard.unlisted(contract));
        int row = tape.at(second);
        boolean valid = second - tape.knownAt(row) < VALID_SECONDS;
        Quote quote = new Quote(
                contract,
                BarMarket.side(valid ? tape.bid(row) : 0),
                BarMarket.side(valid ? tape.ask(row) : 0),
                BarMarket.side(tape.trades().lastPrice(second)),
                isOfToday(it, tape) ? tape.trades().volume(second) : OptionalLong.empty(),
                Instant.ofEpochSecond(tape.knownAt(row)),
                DataQuality.LIVE);
        Optional<OptionInputs> inputs =
                valid && tape.isTwoSided(row) ? inputs(it, contract, tape.knownAt(row)) : Optional.empty();
        OptionalDouble vol =
                inputs.isPresent() ? vol(contract, inputs.get(), tape.middle(row) / 1e8) : OptionalDouble.empty();
        Optional<Greeks> greeks =
                vol.isPresent() ? greeks(contract, inputs.orElseThrow(), vol.getAsDouble()) : Optional.empty();
        return new OptionQuote(contract, quote, tape.trades().openInterest(second), vol, greeks);
    }

    private boolean isOfToday(ListedSymbol it, OptionTape tape) {
        return dateOf(tape).equals(it.day());
    }

    private LocalDate dateOf(OptionTape tape) {
        return calendar.tradingDate(Instant.ofEpochSecond(tape.knownAt(0)));
    }

    /** Absent without a price of the underlying, and where the session of the expiration is not known. */
    private Optional<OptionInputs> inputs(ListedSymbol it, OptionContract contract, long at) {
        long spot = it.tape.price(at);
        Optional<TradingSession> end =
                calendar.covers(contract.expiration()) ? calendar.session(contract.expiration()) : Optional.empty();
        if (spot == 0 || end.isEmpty() || end.get().close().getEpochSecond() <= at) {
            return Optional.empty();
        }
        double years = (end.get().close().getEpochSecond() - at) / SECONDS_PER_YEAR;
        double rate = records.rate(it.day());
        return Optional.of(
                new OptionInputs(contract.right(), spot / 1e8, contract.strike().asDouble(), years, rate, 0));
    }

    private static OptionalDouble vol(OptionContract contract, OptionInputs inputs, double price) {
        return contract.style() == ExerciseStyle.AMERICAN
                ? AmericanPricer.fast().impliedVolatility(inputs, price)
                : EuropeanPricer.impliedVolatility(inputs, price);
    }

    private static Optional<Greeks> greeks(OptionContract contract, OptionInputs inputs, double vol) {
        return contract.style() == ExerciseStyle.AMERICAN
                ? AmericanPricer.fast().greeks(inputs, vol)
                : EuropeanPricer.greeks(inputs, vol);
    }

    @Override
    public NavigableSet<LocalDate> expirations(ListedSymbol it, Instant now) {
        long second = now.getEpochSecond();
        return day(it, second)
                .map(day -> Collections.unmodifiableNavigableSet(day.expirations(second)))
                .orElse(Collections.emptyNavigableSet());
    }

    @Override
    public OptionChain chain(ListedSymbol it, LocalDate expiration, Instant now) {
        return day(it, now.getEpochSecond()).orElseThrow().chain(expiration, now.getEpochSecond());
    }

    /** Quoted by now, today or on an earlier day on which it was followed. */
    @Override
    public boolean isListed(ListedSymbol it, OptionContract contract, Instant now) {
        return !contract.expiration().isBefore(calendar.tradingDate(now))
                && tape(it, contract, now.getEpochSecond()).isPresent();
    }

    @Override
    public String kind() {
        return "recorded";
    }

    @Override
    public List<String> assumptions() {
        List<String> all = new ArrayList<>();
        records.coverage().forEach(line -> all.add("Options are recorded: " + line + "."));
        all.add("A recorded quote is known when its minute is over, or when a recorder saw it, and for less than "
                + VALID_SECONDS + " seconds; orders in options trade on a later quote at the moment it is known, on two"
                + " sides alone; stops watch its middle, and nothing is traded after the underlying's close.");
        all.add("Implied volatility and greeks follow from the middle of the quote with American exercise, "
                + (records.ratesAreRecorded() ? "the recorded policy rate" : "4 % interest")
                + " and no dividends; they are absent where the price determines none.");
        return all;
    }
}
