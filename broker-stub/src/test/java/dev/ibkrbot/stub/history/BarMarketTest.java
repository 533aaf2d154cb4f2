package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.Market;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarMarketTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Stock SPY = Stock.of("SPY");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final long OPEN = Instant.parse("2026-11-18T14:30:00Z").getEpochSecond();

    private static long units(String price) {
        return Price.of(price).units();
    }

    private static BarSeries bars(long start, String[]... rows) {
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        long at = start;
        for (String[] row : rows) {
            bars.add(at, units(row[0]), units(row[1]), units(row[2]), units(row[3]), 100);
            at += 60;
        }
        return bars.build();
    }

    private static List<String> path(Market market, long from, long to) {
        List<String> path = new ArrayList<>();
        Touch touch = new Touch();
        for (long t = market.nextMoment(from, true); t <= to; t = market.nextMoment(t, true)) {
            assertThat(market.look(SPY, t, touch)).isTrue();
            path.add(t - from + "=" + Price.ofUnits(touch.last()));
        }
        return path;
    }

    @Test
    void playsABarThatRoseFromOpenToLowToHighToClose() {
        BarMarket market = BarMarket.builder()
                .bars(SPY.symbol(), bars(OPEN, new String[] {"100", "108", "96", "104"}))
                .build();
        assertThat(path(market, OPEN, OPEN + 60))
                .containsExactly(
                        "1=100.00",
                        "5=99.00",
                        "10=98.00",
                        "15=97.00",
                        "20=96.00",
                        "25=99.00",
                        "30=102.00",
                        "34=105.00",
                        "39=108.00",
                        "44=107.00",
                        "49=106.00",
                        "54=105.00",
                        "59=104.00",
                        "60=104.00");
    }

    @Test
    void playsABarThatFellHighFirst() {
        BarMarket market = BarMarket.builder()
                .bars(SPY.symbol(), bars(OPEN, new String[] {"104", "108", "96", "100"}))
                .build();
        assertThat(path(market, OPEN, OPEN + 60)).contains("1=104.00", "20=108.00", "39=96.00", "59=100.00");
    }

    @Test
    void goesFromBarEndToBarEndAndOverGaps() {
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        bars.add(OPEN, units("1"), units("1"), units("1"), units("1"), 1);
        bars.add(OPEN + 300, units("1"), units("1"), units("1"), units("1"), 1);
        BarMarket market = BarMarket.builder().bars(SPY.symbol(), bars.build()).build();
        assertThat(market.nextMoment(OPEN, false)).isEqualTo(OPEN + 60);
        assertThat(market.nextMoment(OPEN + 60, false)).isEqualTo(OPEN + 360);
        assertThat(market.nextMoment(OPEN + 60, true)).isEqualTo(OPEN + 301);
        assertThat(market.nextMoment(OPEN + 360, false)).isEqualTo(Market.NEVER);
        // In the gap the quote keeps the time at which its price was made.
        assertThat(market.quote(SPY, Instant.ofEpochSecond(OPEN + 200)).asOf())
                .isEqualTo(Instant.ofEpochSecond(OPEN + 60));
    }

    @Test
    void showsNothingBeforeTheFirstBarAndNothingUnknown() {
        BarMarket market = BarMarket.builder()
                .bars(SPY.symbol(), bars(OPEN, new String[] {"1", "1", "1", "1"}))
                .build();
        Instant now = Instant.ofEpochSecond(OPEN);
        assertThatThrownBy(() -> market.quote(SPY, now)).isInstanceOf(BrokerException.class);
        assertThatThrownBy(() -> market.quote(Stock.of("QQQ"), now)).hasMessage("unknown symbol QQQ");
        assertThat(market.expirations(SPY.symbol(), now)).isEmpty();
    }

    /** The same past with another future: nothing that is shown may differ. */
    @Test
    void showsNothingOfTheFuture() {
        LocalDate first = LocalDate.of(2026, 10, 1);
        BarSeries all = SyntheticBars.minutes(NYSE, SymbolProfile.of(SPY.symbol()), 3, first, DAY);
        for (int minute : new int[] {0, 1, 30, 389}) {
            long now = OPEN + 60L * minute;
            BarSeries.Builder changed = BarSeries.builder(BarSize.ONE_MINUTE);
            for (int i = 0; i < all.size(); i++) {
                boolean past = all.startEpochSecond(i) < now;
                long factor = past ? 1 : 2;
                changed.add(
                        all.startEpochSecond(i),
                        all.open(i).units() * factor,
                        all.high(i).units() * factor,
                        all.low(i).units() * factor,
                        all.close(i).units() * factor,
                        all.volume(i));
            }
            assertThat(shown(all, now)).isEqualTo(shown(changed.build(), now));
        }
    }

    private static List<Object> shown(BarSeries bars, long second) {
        BarMarket market =
                BarMarket.builder().bars(SPY.symbol(), bars).modelOptions().build();
        Instant now = Instant.ofEpochSecond(second);
        List<Object> shown = new ArrayList<>();
        shown.add(market.quote(SPY, now));
        for (BarSize size : BarSize.values()) {
            BarSeries ended = market.bars(SPY, size, 0, second);
            shown.add(ended.size());
            shown.add(ended.bar(ended.size() - 1));
        }
        LocalDate expiration = market.expirations(SPY.symbol(), now).first();
        for (OptionContract contract :
                market.optionChain(SPY.symbol(), expiration, now).contracts()) {
            shown.add(market.optionQuote(contract, now));
        }
        return shown;
    }

    @Test
    void quotesOptionsOnTheirGridWithinReason() {
        BarMarket market = SyntheticMarket.day(NYSE, 11, List.of(SPY.symbol(), new Symbol("IBM")), DAY);
        int wide = 0;
        int bidless = 0;
        int quoted = 0;
        for (String name : List.of("SPY", "IBM")) {
            Symbol symbol = new Symbol(name);
            for (long t = OPEN + 60; t < OPEN + 23_400; t += 1_800) {
                Instant now = Instant.ofEpochSecond(t);
                double spot =
                        market.quote(Stock.of(name), now).last().orElseThrow().asDouble();
                for (LocalDate expiration : market.expirations(symbol, now).headSet(DAY.plusDays(60))) {
                    for (OptionContract contract :
                            market.optionChain(symbol, expiration, now).contracts()) {
                        OptionQuote quote = market.optionQuote(contract, now);
                        check(market, quote, spot, now);
                        quoted++;
                        bidless += quote.quote().bid().isEmpty() ? 1 : 0;
                        wide += quote.quote().spread().orElse(Price.ZERO).isAbove(Price.of("1")) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(wide).isLessThan(quoted / 10);
        assertThat(bidless).isBetween(1, quoted / 4);
    }

    private static void check(BarMarket market, OptionQuote option, double spot, Instant now) {
        Quote quote = option.quote();
        var grid = market.priceGrid(option.contract(), now);
        quote.bid().ifPresent(bid -> assertThat(grid.isLegal(bid)).isTrue());
        assertThat(quote.ask())
                .hasValueSatisfying(ask -> assertThat(grid.isLegal(ask)).isTrue());
        quote.bid().ifPresent(bid -> assertThat(bid).isLessThan(quote.ask().orElseThrow()));
        double strike = option.contract().strike().asDouble();
        double intrinsic = Math.max(0, option.contract().right() == Right.CALL ? spot - strike : strike - spot);
        double limit = option.contract().right() == Right.CALL ? spot : strike;
        // Discounting makes a European put cheaper than its intrinsic value; the ask may be below by that much.
        assertThat(quote.ask().orElseThrow().asDouble()).isGreaterThan(intrinsic - 0.01 * strike);
        quote.bid().ifPresent(bid -> assertThat(bid.asDouble()).isLessThan(limit));
        assertThat(option.impliedVol().orElseThrow()).isBetween(0.05, 1.5);
    }

    @Test
    void listsFridaysAndTheDayBeforeAHoliday() {
        BarMarket market = SyntheticMarket.day(NYSE, 1, List.of(SPY.symbol()), LocalDate.of(2026, 6, 10));
        assertThat(market.expirations(SPY.symbol(), market.start()))
                .startsWith(
                        LocalDate.of(2026, 6, 12),
                        LocalDate.of(2026, 6, 18),
                        LocalDate.of(2026, 6, 26),
                        LocalDate.of(2026, 7, 2),
                        LocalDate.of(2026, 7, 10));
    }

    @Test
    void hasEnoughHistoryForTheHourlyStrategies() {
        BarMarket market = SyntheticMarket.day(NYSE, 1, List.of(SPY.symbol()), DAY);
        assertThat(market.bars(SPY, BarSize.ONE_HOUR, 0, OPEN).size()).isGreaterThanOrEqualTo(120);
        assertThat(market.bars(SPY, BarSize.ONE_DAY, 0, OPEN).size()).isEqualTo(25);
        assertThat(market.bars(SPY, BarSize.ONE_MINUTE, OPEN, OPEN + 59).size()).isZero();
        assertThat(market.bars(SPY, BarSize.ONE_MINUTE, OPEN, OPEN + 60).size()).isEqualTo(1);
        assertThat(market.bars(SPY, BarSize.ONE_DAY, OPEN, OPEN + 23_399).size())
                .isZero();
        assertThat(market.bars(SPY, BarSize.ONE_DAY, OPEN, OPEN + 23_400).size())
                .isEqualTo(1);
    }

    @Test
    void livesMostAtTheOpenAndTheClose() {
        BarSeries bars = SyntheticBars.minutes(
                NYSE, SymbolProfile.of(SPY.symbol()), 5, LocalDate.of(2026, 1, 5), LocalDate.of(2026, 6, 30));
        double[] range = new double[3];
        double[] volume = new double[3];
        for (int i = 0; i < bars.size(); i++) {
            int minute = i % 390;
            int part = minute < 30 ? 0 : minute >= 360 ? 2 : minute >= 150 && minute < 240 ? 1 : -1;
            if (part >= 0) {
                range[part] += (bars.highAsDouble(i) - bars.lowAsDouble(i)) / (part == 1 ? 3 : 1);
                volume[part] += bars.volume(i) / (part == 1 ? 3.0 : 1.0);
            }
        }
        assertThat(range[0]).isGreaterThan(1.3 * range[1]);
        assertThat(range[2]).isGreaterThan(1.1 * range[1]);
        assertThat(volume[0]).isGreaterThan(1.5 * volume[1]);
        assertThat(volume[2]).isGreaterThan(1.2 * volume[1]);
    }
}
