package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;

/** One symbol's bars, and what is worked out once a day from what came before it. Confined to one thread. */
final class ListedSymbol {
    private static final long CENT = Price.of("0.01").units();
    private static final long LEAST_HALF_SPREAD = CENT / 2;

    final Tape tape;
    final SymbolProfile profile;
    private final Optional<RecordedSpreads> spreads;
    private final Optional<OptionSurface> given;
    private LocalDate day = LocalDate.MIN;
    private long dayEnds = Long.MIN_VALUE;
    Instant open = Instant.MIN;
    Price reference = Price.ZERO;
    private Optional<OptionSurface> surface = Optional.empty();
    private Optional<NavigableSet<LocalDate>> expirations = Optional.empty();

    /** @param given the surface of its options, where it does not follow from its own past */
    ListedSymbol(Tape tape, SymbolProfile profile, Optional<RecordedSpreads> spreads, Optional<OptionSurface> given) {
        this.spreads = spreads;
        this.tape = tape;
        this.profile = profile;
        this.given = given;
    }

    /** Fixes for the day what may not move within it: reference price, and with it surface and expirations. */
    void startDay(long now, MarketCalendar calendar) {
        if (now < dayEnds) {
            return;
        }
        day = calendar.tradingDate(Instant.ofEpochSecond(now));
        open = calendar.session(day).map(TradingSession::open).orElse(Instant.ofEpochSecond(now));
        long before = tape.price(open.getEpochSecond());
        reference = Price.ofUnits(before > 0 ? before : tape.price(now));
        // Before the first price of all there is nothing to fix yet.
        dayEnds = reference.isPositive()
                ? day.plusDays(1).atStartOfDay(calendar.zone()).toEpochSecond()
                : Long.MIN_VALUE;
        expirations = Optional.empty();
        surface = given;
    }

    /** Of the day's options. Worked out when it is first asked for: many a run trades none. */
    OptionSurface surface() {
        if (surface.isEmpty()) {
            surface = Optional.of(OptionSurface.around(
                    TrailingVol.of(tape.ended(BarSize.ONE_DAY, Long.MIN_VALUE, open.getEpochSecond()))));
        }
        return surface.get();
    }

    /** The day's, unmodifiable. */
    NavigableSet<LocalDate> expirations(OptionListing listing) {
        if (expirations.isEmpty()) {
            expirations = Optional.of(Collections.unmodifiableNavigableSet(listing.expirations(day)));
        }
        return expirations.get();
    }

    LocalDate day() {
        return day;
    }

    /** Whether the price is made at this moment, rather than standing since the last bar. */
    boolean isTraded(long now) {
        return tape.price(now) != 0 && tape.pricedAt(now) == now;
    }

    /** When the price of the moment was made. */
    Instant pricedAt(Instant now) {
        long at = tape.pricedAt(now.getEpochSecond());
        return at == now.getEpochSecond() ? now : Instant.ofEpochSecond(at);
    }

    /** Bid below a price by half a spread, outward onto whole cents. */
    static long bid(long price, long half) {
        return Math.max(0, Math.floorDiv(price - half, CENT) * CENT);
    }

    /** Ask above a price by half a spread, outward onto whole cents. */
    static long ask(long price, long half) {
        return -Math.floorDiv(-(price + half), CENT) * CENT;
    }

    /** As recorded for the minute before, else one cent at the tightest and wider for expensive stocks. */
    long halfSpread(long price, long now) {
        long recorded = spreads.isPresent() ? spreads.get().half(now) : -1;
        return recorded >= 0 ? recorded : Math.max(LEAST_HALF_SPREAD, price / 100_000 * profile.tier());
    }

    /** The widest after {@code now} and up to {@code until} while the bar that starts at {@code start} is played. */
    long widestHalf(long highest, long now, long start, long until) {
        if (spreads.isEmpty()) {
            return halfSpread(highest, now);
        }
        // A figure changes only where a minute ends; between those it can only lapse into the model.
        long modelled = Math.max(LEAST_HALF_SPREAD, highest / 100_000 * profile.tier());
        long atEnds = Math.max(halfSpread(highest, Math.max(now, start)), halfSpread(highest, until));
        return Math.max(modelled, Math.max(atEnds, halfSpread(highest, now)));
    }
}
