package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.pricing.EuropeanPricer;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.pricing.OptionInputs;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Quotes modelled options: European value on a surface, a spread that widens with value and distance from the money,
 * rounded outward onto the legal grid; a bid of zero is no bid. Immutable.
 */
final class OptionDesk {
    private static final double SECONDS_PER_YEAR = 365.0 * 86_400;
    private static final double RATE = 0.04;
    private static final double SESSION_SECONDS = 23_400;

    private final MarketCalendar calendar;

    OptionDesk(MarketCalendar calendar) {
        this.calendar = calendar;
    }

    /** What the model says of one option at one moment; bid 0 stands for none. Confined to the exchange's thread. */
    static final class Value {
        long bid;
        long ask;
        long last;
        long size;
        double vol;
    }

    private OptionInputs inputs(OptionContract contract, double spot, long now) {
        return new OptionInputs(contract.right(), spot, contract.strike().asDouble(), years(contract, now), RATE, 0);
    }

    double years(OptionContract contract, long now) {
        long expires = calendar.session(contract.expiration())
                .map(session -> session.close().getEpochSecond())
                .orElse(now);
        return Math.max(0, expires - now) / SECONDS_PER_YEAR;
    }

    /** Values and quotes it. */
    void value(
            OptionContract contract,
            double spot,
            OptionSurface surface,
            PriceGrid grid,
            long now,
            int tier,
            Value out) {
        OptionInputs inputs = inputs(contract, spot, now);
        double strike = inputs.strike();
        double vol = surface.vol(spot, strike, inputs.yearsToExpiry());
        double deviations = Math.abs(surface.deviations(spot, strike, inputs.yearsToExpiry()));
        double theoretical = EuropeanPricer.price(inputs, vol);
        double width = tier * (0.008 + 0.004 * theoretical + 0.002 * deviations);
        out.vol = vol;
        out.bid = snap(grid, theoretical - width / 2, RoundingDirection.DOWN);
        out.ask = Math.max(
                snap(grid, theoretical + width / 2, RoundingDirection.UP),
                grid.incrementAt(Price.ZERO).units());
        out.last = Math.max(snap(grid, theoretical, RoundingDirection.HALF_EVEN), 0);
        out.size = 1 + Math.round(60.0 / tier * StrictMath.exp(-deviations / 2) * (0.5 + noise(contract, now / 60)));
    }

    private static long snap(PriceGrid grid, double price, RoundingDirection direction) {
        if (price <= 0) {
            return 0;
        }
        return grid.round(Price.ofUnits(Math.round(price * 1e8)), direction).units();
    }

    Optional<Greeks> greeks(OptionContract contract, double spot, double vol, long now) {
        return EuropeanPricer.greeks(inputs(contract, spot, now), vol);
    }

    /**
     * Contracts traded today: most at the money and near expiry, growing through the session. Measured at the price with
     * which the session began, so that it never shrinks.
     */
    long volume(OptionContract contract, double reference, OptionSurface surface, Instant open, long now, int tier) {
        double years = years(contract, open.getEpochSecond());
        double m = surface.deviations(reference, contract.strike().asDouble(), Math.max(years, 1 / 365.0));
        long days = ChronoUnit.DAYS.between(calendar.tradingDate(open), contract.expiration());
        double fullDay = 60_000.0 / (tier * tier) * StrictMath.exp(-0.6 * m * m) / (1 + days / 5.0);
        double passed = Math.max(0, Math.min(1, (now - open.getEpochSecond()) / SESSION_SECONDS));
        return Math.round(fullDay * (0.5 + noise(contract, 0)) * (0.02 + 0.98 * passed));
    }

    /** Contracts outstanding: the same all day. */
    long openInterest(OptionContract contract, double reference, OptionSurface surface, Instant open, int tier) {
        double m = surface.deviations(reference, contract.strike().asDouble(), 30 / 365.0);
        return Math.round(40_000.0
                / tier
                * StrictMath.exp(-0.5 * m * m)
                * (0.3 + noise(contract, calendar.tradingDate(open).toEpochDay())));
    }

    /** Evenly from 0 to 1, the same for the same contract and salt. */
    private static double noise(OptionContract contract, long salt) {
        long mixed = contract.underlying().value().hashCode() * 0x9E3779B97F4A7C15L
                ^ contract.strike().units() * 0xBF58476D1CE4E5B9L
                ^ contract.expiration().toEpochDay() * 0x94D049BB133111EBL
                ^ salt * 0xD6E8FEB86659FD93L
                ^ (contract.right() == Right.CALL ? 0x2545F4914F6CDD1DL : 0);
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return ((mixed ^ mixed >>> 31) >>> 11) * 0x1.0p-53;
    }
}
