package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import java.time.LocalDate;

/**
 * Generates one-minute bars of one symbol: six price moves a minute, lively at the open and the close, with overnight
 * gaps and stretches of twenty to eighty minutes that trend or return to where they began. The same seed gives the same
 * bars on every JVM. Confined to one thread.
 */
public final class SyntheticBars {
    private static final int MOVES_PER_MINUTE = 6;
    private static final double DAYS_PER_YEAR = 252;
    /** Part of a day's variance that happens while the market is closed. */
    private static final double OVERNIGHT_SHARE = 0.25;
    /**
     * Part of the variance within a session that trends carry. Chosen so that following them about pays its costs and
     * no more: with twice as much, generated markets made every trend follower rich and promised what none keeps.
     */
    private static final double TREND_SHARE = 0.15;

    private static final double MEAN_STRETCH_MINUTES = 50;
    private static final double REVERSION_PER_MOVE = 0.02;
    private static final long CENT = Price.of("0.01").units();

    private final MarketCalendar calendar;
    private final SymbolProfile profile;
    private final Noise prices;
    private final Noise stretches;
    private final Noise volumes;
    private double price;
    private double trendPerMove;
    private double anchor;
    private int stretchMinutesLeft;
    private double crowdToday;

    private SyntheticBars(MarketCalendar calendar, SymbolProfile profile, long seed) {
        this.calendar = calendar;
        this.profile = profile;
        String name = profile.symbol().value();
        prices = new Noise(seed, name + "/price");
        stretches = new Noise(seed, name + "/stretch");
        volumes = new Noise(seed, name + "/volume");
        price = profile.level().asDouble();
    }

    /**
     * All minutes of the sessions from {@code first} to {@code last}, both inclusive. The path begins at the profile's
     * level on {@code first}: another first date gives another path.
     */
    public static BarSeries minutes(
            MarketCalendar calendar, SymbolProfile profile, long seed, LocalDate first, LocalDate last) {
        SyntheticBars bars = new SyntheticBars(calendar, profile, seed);
        BarSeries.Builder out = BarSeries.builder(BarSize.ONE_MINUTE);
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            calendar.session(date).ifPresent(session -> bars.session(session, out));
        }
        return out.build();
    }

    private void session(TradingSession session, BarSeries.Builder out) {
        double daily = profile.annualVol() / StrictMath.sqrt(DAYS_PER_YEAR);
        int minutes = (int) ((session.close().getEpochSecond() - session.open().getEpochSecond()) / 60);
        price *= StrictMath.exp(daily * StrictMath.sqrt(OVERNIGHT_SHARE) * prices.normal());
        stretchMinutesLeft = 0;
        crowdToday = StrictMath.exp(0.25 * volumes.normal() - 0.03);
        double perMove = daily * StrictMath.sqrt((1 - OVERNIGHT_SHARE) / (minutes * (double) MOVES_PER_MINUTE));
        for (int minute = 0; minute < minutes; minute++) {
            if (stretchMinutesLeft-- <= 0) {
                startStretch(perMove);
            }
            double lively = liveliness(minute, minutes);
            minute(session.open().getEpochSecond() + 60L * minute, perMove * StrictMath.sqrt(lively), lively, out);
        }
    }

    private void startStretch(double perMove) {
        stretchMinutesLeft = (int) (20 + 60 * stretches.uniform());
        anchor = price;
        // The trend of a stretch adds up to its share of the variance of a stretch of mean length.
        double size = perMove * StrictMath.sqrt(TREND_SHARE / (MEAN_STRETCH_MINUTES * MOVES_PER_MINUTE));
        double kind = stretches.uniform();
        trendPerMove = kind < 0.35 ? 0 : (kind < 0.675 ? 1 : -1) * size * (1 + 1.5 * stretches.uniform());
    }

    /** U-shaped: three times the usual pace at the open, twice at the close, less at lunch; about one on average. */
    private static double liveliness(int minute, int minutes) {
        return 0.72 + 2.3 * StrictMath.exp(-minute / 22.0) + 1.4 * StrictMath.exp((minute - minutes) / 30.0);
    }

    private void minute(long start, double scale, double lively, BarSeries.Builder out) {
        double noise = scale * StrictMath.sqrt(1 - TREND_SHARE);
        double open = price;
        double high = price;
        double low = price;
        for (int move = 0; move < MOVES_PER_MINUTE; move++) {
            double pull = trendPerMove == 0 ? REVERSION_PER_MOVE * StrictMath.log(anchor / price) : 0;
            price *= StrictMath.exp(noise * prices.normal() + trendPerMove + pull);
            high = Math.max(high, price);
            low = Math.min(low, price);
        }
        double move = StrictMath.abs(StrictMath.log(price / open)) / (scale * StrictMath.sqrt(MOVES_PER_MINUTE));
        double crowd = StrictMath.exp(0.35 * volumes.normal() - 0.06) * (0.7 + 0.4 * move);
        long volume = Math.max(100, Math.round(profile.minuteVolume() * crowdToday * lively * crowd));
        out.add(start, cents(open), cents(high), cents(low), cents(price), volume);
    }

    /** Rounded to whole cents, at least one. Rounding keeps the order of prices, so the bar stays possible. */
    private static long cents(double price) {
        return Math.max(1, Math.round(price * 100)) * CENT;
    }
}
