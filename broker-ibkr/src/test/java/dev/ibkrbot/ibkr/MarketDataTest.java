package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.ibkr.request.MarketFeed;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotes and streams in virtual time. */
class MarketDataTest {
    private final Bench bench = Bench.paper();

    private int lastRequest() {
        List<List<String>> asked = bench.gateway.last().messages("1");
        return Integer.parseInt(asked.get(asked.size() - 1).get(2));
    }

    private void price(int request, int type, double price, double size) {
        bench.gateway.last().send(new MarketMessage.TickPrice(request, type, price, size, 0));
    }

    private CompletableFuture<Quote> quote() {
        return bench.asked(bench.broker.quotes().quote(Bench.SPY));
    }

    @Test
    void putsAQuoteTogetherAndStopsWhenItIsWhole() {
        CompletableFuture<Quote> quote = quote();
        int request = lastRequest();
        assertThat(request).isGreaterThanOrEqualTo(1_000_000_000);
        bench.gateway.last().send(new MarketMessage.DataType(request, 1));
        price(request, 1, 599.9, 3);
        price(request, 2, 600.1, 2);
        price(request, 4, 600, 1);
        assertThat(bench.broker.openMarketDataLines()).isEqualTo(1);
        bench.gateway.last().send(new MarketMessage.TickSize(request, 8, 1_000_000));
        bench.time.settle();
        assertThat(quote.join())
                .isEqualTo(new Quote(
                        Bench.SPY,
                        Optional.of(Price.of("599.9")),
                        Optional.of(Price.of("600.1")),
                        Optional.of(Price.of("600")),
                        OptionalLong.of(1_000_000),
                        Instant.parse("2026-11-18T15:30:00Z"),
                        DataQuality.LIVE));
        assertThat(bench.gateway.last().messages("2")).hasSize(1);
        assertThat(bench.broker.openMarketDataLines()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, LIVE", "2, 1, FROZEN", "3, 66, DELAYED", "4, 66, DELAYED", "1, 66, DELAYED"})
    @Tag("D01")
    @Tag("D02")
    void labelsWhatWasDelivered(int dataType, int bidTick, DataQuality expected) {
        CompletableFuture<Quote> quote = quote();
        int request = lastRequest();
        bench.gateway.last().send(new MarketMessage.DataType(request, dataType));
        price(request, bidTick, 599.9, 3);
        bench.gateway.last().send(new MarketMessage.SnapshotEnd(request));
        bench.time.settle();
        assertThat(quote.join().quality()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "NaN, NaN"})
    @Tag("D04")
    void leavesAMissingSideAbsent(double price, double size) {
        CompletableFuture<Quote> quote = quote();
        int request = lastRequest();
        price(request, 1, price, size);
        price(request, 2, 600.1, 2);
        bench.gateway.last().send(new MarketMessage.SnapshotEnd(request));
        bench.time.settle();
        assertThat(quote.join().bid()).isEmpty();
        assertThat(quote.join().ask()).contains(Price.of("600.1"));
    }

    @Test
    @Tag("D07")
    void takesNoUnfinishedSnapshotAndCancelsIt() {
        CompletableFuture<Quote> quote = quote();
        price(lastRequest(), 1, 599.9, 3);
        bench.pass(15);
        assertThat(recovery(quote)).isEqualTo(Recovery.RETRY_LATER);
        assertThat(bench.gateway.last().messages("2")).hasSize(1);
        assertThat(bench.broker.openMarketDataLines()).isZero();
    }

    @Test
    void takesNoEmptySnapshot() {
        CompletableFuture<Quote> quote = quote();
        bench.gateway.last().send(new MarketMessage.SnapshotEnd(lastRequest()));
        bench.time.settle();
        assertThat(recovery(quote)).isEqualTo(Recovery.RETRY_LATER);
    }

    @Test
    void failsEveryQuestionWhenTheSessionEnds() {
        CompletableFuture<Quote> quote = quote();
        bench.gateway.last().end(Connector.Ending.BY_PEER);
        bench.time.settle();
        assertThat(recovery(quote)).isEqualTo(Recovery.RECONNECT);
        assertThat(bench.broker.openMarketDataLines()).isZero();
    }

    @Test
    @Tag("D15")
    void keepsWithinItsLines() {
        List<CompletableFuture<Quote>> quotes = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            quotes.add(quote());
        }
        bench.pass(5);
        assertThat(bench.broker.openMarketDataLines()).isEqualTo(100);
        assertThat(bench.gateway.last().messages("1")).hasSize(100);
        bench.pass(60);
        assertThat(quotes).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(bench.broker.openMarketDataLines()).isZero();
    }

    @Test
    @Tag("D08")
    void streamsOverReconnectsAndDataLossSubscribingOnceEach() {
        List<Quote> heard = new ArrayList<>();
        MarketFeed.Subscription stream =
                bench.asked(bench.broker.stream(Bench.SPY, heard::add)).join();
        int first = lastRequest();
        price(first, 1, 599.9, 3);
        bench.time.settle();
        assertThat(heard).hasSize(1);

        bench.notice(-1, 1100, "lost");
        bench.notice(-1, 1101, "restored - data lost");
        int second = lastRequest();
        assertThat(second).isNotEqualTo(first);
        assertThat(bench.gateway.last().messages("1")).hasSize(2);
        price(first, 1, 1, 1);
        bench.time.settle();
        assertThat(heard)
                .as("the last word became old; a tick of the old subscription is none")
                .extracting(Quote::quality)
                .containsExactly(DataQuality.LIVE, DataQuality.FROZEN);

        bench.gateway.last().end(Connector.Ending.BY_PEER);
        bench.pass(60);
        assertThat(bench.gateway.last().messages("1")).hasSize(1);
        price(lastRequest(), 1, 600, 3);
        bench.time.settle();
        assertThat(heard).hasSize(3);

        stream.close();
        stream.close();
        bench.time.settle();
        assertThat(bench.gateway.last().messages("2")).hasSize(1);
        assertThat(bench.broker.openMarketDataLines()).isZero();
    }

    @Test
    void handsASlowListenerOnlyTheLatestQuote() {
        List<Quote> heard = new ArrayList<>();
        bench.asked(bench.broker.stream(Bench.SPY, heard::add)).join();
        for (int cents = 1; cents <= 1_000; cents++) {
            price(lastRequest(), 1, 600 + cents / 100.0, 3);
        }
        bench.time.settle();
        assertThat(heard).hasSize(1);
        assertThat(heard.get(0).bid()).contains(Price.of("610"));
    }

    @Test
    void losesNoStreamOverTwoHundredRestarts() {
        for (int i = 0; i < 3; i++) {
            bench.asked(bench.broker.stream(Bench.SPY, quote -> {})).join();
        }
        for (int i = 0; i < 200; i++) {
            bench.gateway.last().end(Connector.Ending.BY_PEER);
            bench.pass(120);
            assertThat(bench.gateway.last().messages("1")).hasSize(3);
            assertThat(bench.broker.openMarketDataLines()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"354", "10168", "10186"})
    void saysWhatToDoWithoutASubscription(int code) {
        CompletableFuture<Quote> quote = quote();
        bench.notice(lastRequest(), code, "Requested market data is not subscribed");
        assertThat(recovery(quote)).isEqualTo(Recovery.FIX_CONFIGURATION);
    }

    @Test
    void asksForDelayedDataWhenThatIsAllowed() {
        assertThat(bench.gateway.last().messages("59")).containsExactly(List.of("59", "1", "1", ""));
        Bench delayed = new Bench(TradingMode.PAPER, true);
        delayed.broker.connect(delayed);
        delayed.time.settle();
        assertThat(delayed.gateway.last().messages("59")).containsExactly(List.of("59", "1", "3", ""));
    }

    private static Recovery recovery(CompletableFuture<?> failed) {
        try {
            failed.join();
            throw new AssertionError("did not fail");
        } catch (CompletionException e) {
            return ((BrokerException) e.getCause()).recovery();
        }
    }
}
