package dev.ibkrbot.benchmarks;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.time.LocalDate;
import java.util.SplittableRandom;

/** One-minute bars of a seeded random walk over real sessions, the same for every contestant. */
final class GeneratedBars {
    private static final long CENT = 1_000_000L;
    private static final int MINUTE = 60;
    private static final int FIRST_PRICE = 20_000;

    /** About 17 % a year in the 390 minutes of a session, and overnight as much as in an hour. */
    private static final double MINUTE_VOL = 0.00052;

    private static final double NIGHT_VOL = 0.004;

    /** A weak pull home: ten years of a free walk end anywhere, and a trend is not what is measured. */
    private static final double PULL = 2e-6;

    private GeneratedBars() {}

    /** So many bars from the first session of 2010 on, around 200 dollars. */
    static BarSeries oneMinute(int bars, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MarketCalendar calendar = MarketCalendar.nyse();
        BarSeries.Builder builder = BarSeries.builder(BarSize.ONE_MINUTE);
        LocalDate day = LocalDate.of(2009, 12, 31);
        long price = FIRST_PRICE;
        while (builder.size() < bars) {
            day = calendar.nextTradingDay(day);
            TradingSession session = calendar.session(day).orElseThrow();
            long close = session.close().getEpochSecond();
            price = moved(price, NIGHT_VOL, random);
            for (long t = session.open().getEpochSecond(); t < close && builder.size() < bars; t += MINUTE) {
                long open = price;
                price = moved(price, MINUTE_VOL, random);
                long high = Math.max(open, price) + random.nextInt(8);
                long low = Math.min(open, price) - random.nextInt(8);
                builder.add(t, open * CENT, high * CENT, low * CENT, price * CENT, 1_000 + random.nextInt(9_000));
            }
        }
        return builder.build();
    }

    /** In cents. Three uniform numbers make a bell that is good enough, of variance one. */
    private static long moved(long price, double vol, SplittableRandom random) {
        double bell = 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
        double home = PULL * (FIRST_PRICE - price);
        return Math.round(price * (1 + vol * bell) + home);
    }
}
