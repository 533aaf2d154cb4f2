package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.Market;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolatilityIndexTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final Instant OPEN = Instant.parse("2026-11-18T14:30:00Z");
    private static final Instant NOON = Instant.parse("2026-11-18T17:00:30Z");
    private static final Instant CLOSE = Instant.parse("2026-11-18T21:00:00Z");
    private static final Index VIX = new Index(new Symbol("VIX"), Currency.USD);
    private static final Stock SPY = Stock.of("SPY");

    private static BarMarket day(long seed, String... symbols) {
        return SyntheticMarket.day(
                NYSE, seed, List.of(symbols).stream().map(Symbol::new).toList(), DAY);
    }

    private static BarSeries minutes(Market market, Instrument instrument) {
        return market.bars(instrument, BarSize.ONE_MINUTE, 0, CLOSE.getEpochSecond());
    }

    private static List<Object> bars(Market market, Instrument instrument) {
        BarSeries bars = minutes(market, instrument);
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            all.add(bars.bar(i));
        }
        return all;
    }

    /** A normal number by the polar method, from the random numbers of a seed's component. */
    private static double normal(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + "VIX/level".hashCode());
        while (true) {
            double u = 2 * ((random.nextLong() >>> 11) * 0x1.0p-53) - 1;
            double v = 2 * ((random.nextLong() >>> 11) * 0x1.0p-53) - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                return u * Math.sqrt(-2 * Math.log(s) / s);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, -3})
    void isALevelTimesTheFifthPowerOfTheMeanCloseOverSpysPrice(long seed) {
        BarMarket market = day(seed, "SPY");
        BarSeries spy = minutes(market, SPY);
        BarSeries vix = minutes(market, VIX);
        double level = 10 + 7 * Math.exp(0.7 * normal(seed));
        assertThat(vix.size()).isEqualTo(spy.size()).isEqualTo(26 * 390);
        for (int i = 0; i < vix.size(); i++) {
            int day = i / 390;
            double usual = spy.openAsDouble(0);
            if (day > 0) {
                int first = Math.max(0, day - 20);
                double sum = 0;
                for (int past = first; past < day; past++) {
                    sum += spy.closeAsDouble(past * 390 + 389);
                }
                usual = sum / (day - first);
            }
            assertThat(vix.start(i)).isEqualTo(spy.start(i));
            assertThat(vix.volume(i)).isZero();
            assertThat(new double[] {vix.openAsDouble(i), vix.highAsDouble(i), vix.lowAsDouble(i), vix.closeAsDouble(i)
                    })
                    .containsExactly(
                            new double[] {
                                level * Math.pow(usual / spy.openAsDouble(i), 5),
                                level * Math.pow(usual / spy.lowAsDouble(i), 5),
                                level * Math.pow(usual / spy.highAsDouble(i), 5),
                                level * Math.pow(usual / spy.closeAsDouble(i), 5)
                            },
                            within(0.005 + 1e-9));
        }
    }

    /** The same on every JVM: this number is that of all. */
    @Test
    void isTheSameOnEveryJvm() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (long seed = 1; seed <= 4; seed++) {
            BarSeries vix = minutes(day(seed, "SPY"), VIX);
            for (int i = 0; i < vix.size(); i++) {
                digest.update(ByteBuffer.allocate(32)
                        .putLong(vix.openUnits(i))
                        .putLong(vix.highUnits(i))
                        .putLong(vix.lowUnits(i))
                        .putLong(vix.closeUnits(i))
                        .array());
            }
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("0e876cb1c0695f338b6291e588b62ae02ae92e5842e95a3f60f19d353f616453");
    }

    @Test
    void opensInEveryRegimeOverManySeedsAndMostlyBelowCrisis() {
        long[] days = new long[4];
        LongStream.rangeClosed(1, 100).forEach(seed -> {
            BarSeries spy = SyntheticBars.minutes(NYSE, SymbolProfile.of(SPY.symbol()), seed, DAY, DAY);
            double open = VolatilityIndex.of(spy, seed, NYSE).openAsDouble(0);
            days[open < 15 ? 0 : open < 18 ? 1 : open < 25 ? 2 : 3]++;
        });
        assertThat(LongStream.of(days)).allMatch(count -> count >= 5);
        assertThat(days[3]).isLessThan(25);
    }

    @Test
    void isThereWithoutSpyAndChangesNobodysBars() {
        BarMarket both = day(7, "SPY", "QQQ");
        BarMarket alone = day(7, "QQQ");

        assertThat(bars(alone, VIX)).isEqualTo(bars(both, VIX));
        assertThat(bars(alone, Stock.of("QQQ"))).isEqualTo(bars(both, Stock.of("QQQ")));
        assertThat(alone.nextMoment(OPEN.getEpochSecond(), true)).isEqualTo(OPEN.getEpochSecond() + 1);
    }

    @Test
    void isQuotedAsALevelAlone() {
        BarSeries vix = minutes(day(7, "SPY"), VIX);
        int at = vix.firstStartingAt(NOON.getEpochSecond() - 30);
        BarMarket market = day(7, "SPY");

        Quote before = market.quote(VIX, Instant.ofEpochSecond(OPEN.getEpochSecond()));
        assertThat(market.quote(VIX, NOON.plusSeconds(29)))
                .isEqualTo(new Quote(
                        VIX,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(vix.close(at)),
                        OptionalLong.empty(),
                        NOON.plusSeconds(29),
                        DataQuality.LIVE));
        assertThat(before.asOf()).as("before the first minute").isEqualTo(Instant.parse("2026-11-17T21:00:00Z"));
    }

    @Test
    void hasNoOptionsAndIsNoStock() {
        BarMarket market = day(7, "SPY");
        assertThat(market.expirations(VIX.symbol(), OPEN)).isEmpty();
        assertThatThrownBy(() -> market.quote(Stock.of("VIX"), NOON)).isInstanceOf(BrokerException.class);
        assertThatThrownBy(() -> market.quote(new Index(new Symbol("SPY"), Currency.USD), NOON))
                .isInstanceOf(BrokerException.class)
                .hasMessage("no quotes of index SPY");
        assertThat(market.priceGrid(VIX, NOON).isLegal(Price.of("17.01"))).isTrue();
        assertThat(market.assumptions()).anyMatch(it -> it.startsWith("VIX follows from the generated SPY"));
    }

    @Test
    void isScriptedByItsBars() {
        BarSeries.Builder levels = BarSeries.builder(BarSize.ONE_MINUTE);
        long unit = Price.of("1").units();
        levels.add(OPEN.getEpochSecond(), 20 * unit, 24 * unit, 18 * unit, 22 * unit, 0);
        BarMarket market = BarMarket.builder()
                .startingAt(OPEN)
                .index(VIX.symbol(), levels.build())
                .build();

        assertThat(market.quote(VIX, OPEN.plusSeconds(1)).last()).contains(Price.of("20"));
        assertThat(market.quote(VIX, OPEN.plusSeconds(59)).last()).contains(Price.of("22"));
        assertThat(market.quote(VIX, OPEN.plusSeconds(600)).asOf()).isEqualTo(OPEN.plusSeconds(60));
        assertThat(market.nextMoment(OPEN.getEpochSecond(), true)).isEqualTo(Market.NEVER);
    }
}
