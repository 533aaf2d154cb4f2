package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.ibkr.request.MarketFeed;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.ibkr.translate.Contracts;
import dev.ibkrbot.ibkr.wire.WireContract;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The volatility index over a real socket: the level of the market behind it, or no reading that opens a trade. */
class IndexQuoteTest {
    private static final Index VIX = new Index(new Symbol("VIX"), Currency.USD);

    private final BarMarket market =
            SyntheticMarket.day(MarketCalendar.nyse(), 7, List.of(Loopback.SPY), LocalDate.of(2026, 11, 18));
    private final Loopback loopback = new Loopback();
    private final IbkrBroker broker = loopback.broker(
            loopback.settings(TradingMode.PAPER)
                    .withTimes(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5)),
            SessionObserver.NONE);

    @AfterEach
    void close() {
        broker.close();
        loopback.close();
    }

    private void ready(String rule) throws Exception {
        loopback.gateway.apply(rule);
        await(broker.connect(new EventLog()));
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Quote quote(Optional<Price> last, Instant asOf, DataQuality quality) {
        return new Quote(VIX, Optional.empty(), Optional.empty(), last, OptionalLong.empty(), asOf, quality);
    }

    private Optional<Price> level(Instant now) {
        return market.quote(VIX, now).last();
    }

    /** The simulated gateway knows no index at the smart router. */
    @Test
    void asksForAnIndexAndNotAtTheSmartRouter() {
        assertThat(Contracts.query(VIX))
                .isEqualTo(new WireContract(
                        0, "VIX", "IND", "", Optional.empty(), "", "", "", "", "USD", "", "", List.of()));
    }

    @Test
    void getsTheSameLevelAsInProcessWithoutWaitingForTheSnapshotsEnd() throws Exception {
        ready("data unfinished");
        Instant now = loopback.gateway.now();
        assertThat(await(broker.quotes().quote(VIX)))
                .isEqualTo(market.quote(VIX, now))
                .isEqualTo(quote(level(now), now, DataQuality.LIVE));
        assertThat(await(broker.quotes().priceGrid(VIX)).isLegal(Price.of("17.01")))
                .isTrue();
    }

    @Test
    void streamsLevelsAsOldAsTheyAre() throws Exception {
        ready("index normal");
        Instant now = loopback.gateway.now();
        BlockingQueue<Quote> told = new LinkedBlockingQueue<>();
        MarketFeed.Subscription subscription = await(broker.stream(VIX, told::add));
        awaitQuote(told, quote(level(now), now, DataQuality.LIVE));
        Instant later = now.plusSeconds(3_600);
        loopback.gateway.advanceTo(later);
        awaitQuote(told, quote(level(later), later, DataQuality.LIVE));
        subscription.close();
    }

    private static void awaitQuote(BlockingQueue<Quote> told, Quote wanted) throws InterruptedException {
        for (Quote quote = told.poll(20, TimeUnit.SECONDS); !wanted.equals(quote); ) {
            assertThat(quote).as("the last before " + wanted).isNotNull();
            quote = told.poll(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void hasBarsOfLevelsWithoutVolume() throws Exception {
        ready("index normal");
        Instant now = loopback.gateway.now();
        Instant from = now.minusSeconds(300);
        BarSeries there = await(broker.quotes().bars(new BarRequest(VIX, BarSize.ONE_MINUTE, from)));
        BarSeries here = market.bars(VIX, BarSize.ONE_MINUTE, from.getEpochSecond(), now.getEpochSecond());
        assertThat(there.size()).isEqualTo(here.size()).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            assertThat(there.bar(i)).isEqualTo(here.bar(i));
        }
    }

    @Test
    void isDelayedWhereThatIsAllThereIs() throws Exception {
        ready("index delayed");
        Instant now = loopback.gateway.now();
        assertThat(await(broker.quotes().quote(VIX))).isEqualTo(quote(level(now), now, DataQuality.DELAYED));
    }

    @Test
    void isAsOldAsItsLevel() throws Exception {
        ready("index stale");
        Instant now = loopback.gateway.now();
        Quote quote = await(broker.quotes().quote(VIX));
        assertThat(quote.asOf()).isEqualTo(now.minusSeconds(600));
        assertThat(quote.last()).isEqualTo(level(now));
    }

    @Test
    void hasNoLevelOfZero() throws Exception {
        ready("index zero");
        assertThat(await(broker.quotes().quote(VIX)).last()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index silent", "index text"})
    void failsWithoutALevelThatIsANumber(String rule) throws Exception {
        ready(rule);
        assertThat(failure(broker.quotes().quote(VIX))).isInstanceOf(BrokerException.class);
    }

    private static Throwable failure(CompletionStage<?> stage) throws Exception {
        try {
            return new AssertionError("answered with " + await(stage));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
