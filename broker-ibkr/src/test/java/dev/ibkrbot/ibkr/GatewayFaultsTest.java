package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.ibkr.request.NoticeException;
import dev.ibkrbot.ibkr.session.GatewayException;
import dev.ibkrbot.ibkr.session.GatewayFault;
import dev.ibkrbot.ibkr.session.SessionObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of a gateway over a real socket, each told in its own way. */
class GatewayFaultsTest {
    private static final Stock SPY = Stock.of("SPY");

    private final EventLog log = new EventLog();
    private Loopback loopback = new Loopback();
    private IbkrBroker broker = loopback.broker(loopback.settings(TradingMode.PAPER), SessionObserver.NONE);

    @AfterEach
    void close() {
        broker.close();
        loopback.close();
    }

    private void open(TradingMode mode, Duration question, String... faults) {
        close();
        loopback = new Loopback();
        for (String fault : faults) {
            loopback.gateway.apply(fault);
        }
        GatewaySettings settings =
                loopback.settings(mode).withTimes(Duration.ofSeconds(1), question, Duration.ofSeconds(5));
        broker = loopback.broker(settings, SessionObserver.NONE);
    }

    private void ready(String... faults) throws Exception {
        open(TradingMode.PAPER, Duration.ofSeconds(2), faults);
        await(broker.connect(log));
    }

    @ParameterizedTest
    @CsvSource({
        "connect every silent, SILENT",
        "connect every close, CLOSED_AT_ONCE",
        "connect every handshake-only, NOT_READY",
        "connect every no-next-valid-id, NO_ORDER_ID",
        "connect every no-managed-accounts, NO_ACCOUNTS",
        "connect every client-id-in-use, CLIENT_ID_IN_USE",
        "account U7654321, WRONG_ACCOUNT",
    })
    @Tag("C02")
    @Tag("C03")
    @Tag("C05")
    @Tag("C23")
    void tellsWhyItIsNotReady(String fault, GatewayFault expected) {
        open(TradingMode.PAPER, Duration.ofSeconds(2), fault);
        assertThat(failure(broker.connect(log)))
                .isInstanceOfSatisfying(
                        GatewayException.class, it -> assertThat(it.fault()).isEqualTo(expected));
        assertThat(broker.connection()).isEqualTo(ConnectionState.DISCONNECTED);
    }

    @Test
    @Tag("C01")
    void tellsThatNothingListens() throws Exception {
        // Bound but not listening: nobody else can take the port meanwhile.
        try (Socket reserved = new Socket()) {
            reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            IbkrBroker nobody = IbkrBroker.over(
                    GatewaySettings.of("127.0.0.1", reserved.getLocalPort(), 7, TradingMode.PAPER),
                    loopback.gateway::now,
                    Loopback.nanos(),
                    SessionObserver.NONE);
            assertThat(failure(nobody.connect(log)))
                    .isInstanceOfSatisfying(
                            GatewayException.class, it -> assertThat(it.fault()).isEqualTo(GatewayFault.UNREACHABLE));
            nobody.close();
        }
    }

    @Test
    @Tag("C22")
    void tellsAReadOnlyGatewayByAPreview() throws Exception {
        ready("read-only on");
        await(broker.quotes().quote(SPY));
        assertThat(failure(broker.orders().preview(Bench.order(1))))
                .isInstanceOfSatisfying(
                        BrokerException.class, it -> assertThat(it.recovery()).isEqualTo(Recovery.FIX_CONFIGURATION));
        Order order = Bench.order(2);
        broker.orders().submit(OrderGroup.single(order));
        log.await("the rejection", events -> events.stream().anyMatch(OrderEvent.Rejected.class::isInstance));
    }

    @ParameterizedTest
    @CsvSource({"data delayed", "data needs-subscription"})
    @Tag("D01")
    void labelsDelayedData(String fault) throws Exception {
        ready(fault);
        assertThat(await(broker.quotes().quote(SPY)).quality()).isEqualTo(DataQuality.DELAYED);
    }

    @Test
    @Tag("D05")
    void takesTheQuotesOfAHaltedOptionForFrozen() throws Exception {
        ready("data halted");
        LocalDate first = await(broker.quotes().expirations(SPY.symbol())).first();
        OptionChain chain = await(broker.quotes().optionChain(SPY.symbol(), first));
        assertThat(await(broker.quotes().optionQuote(chain.contracts().get(0)))
                        .quote()
                        .quality())
                .isEqualTo(DataQuality.FROZEN);
    }

    @ParameterizedTest
    @CsvSource({"data not-subscribed", "data competing"})
    void saysWhatIsMissingForData(String fault) throws Exception {
        ready(fault);
        assertThat(failure(broker.quotes().quote(SPY)))
                .isInstanceOf(NoticeException.class)
                .hasMessageContaining("quote of SPY");
        assertThat(broker.openMarketDataLines()).isZero();
    }

    @Test
    @Tag("D07")
    void takesNoPartOfASnapshotForAnAnswer() throws Exception {
        ready("data stalled");
        assertThat(failure(broker.quotes().quote(SPY))).isInstanceOf(BrokerException.class);
        assertThat(broker.openMarketDataLines()).isZero();
        assertThat(loopback.gateway.openLines()).isZero();
    }

    @Test
    @Tag("O34")
    void waitsForTheSecondAnswerOfAPreview() throws Exception {
        ready("what-if two-step");
        WhatIf whatIf = await(broker.orders().preview(Bench.order(1)));
        assertThat(whatIf.initialMarginChange()).isPresent();
        assertThat(loopback.gateway.openOrders()).isZero();
    }

    @Test
    @Tag("O34")
    void takesNoMarginsOfARefusedOrderForAPreview() throws Exception {
        ready("what-if refused");
        assertThat(failure(broker.orders().preview(Bench.order(1))).getMessage())
                .contains("201");
        assertThat(loopback.gateway.openOrders()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "callbacks reversed",
        "callbacks duplicate 3",
        "fills split 3",
        "commissions before",
        "commissions never"
    })
    @Tag("O03")
    @Tag("O04")
    @Tag("O31")
    void tellsOneStoryHoweverItIsTold(String fault) throws Exception {
        ready(fault);
        Price ask = await(broker.quotes().quote(SPY)).ask().orElseThrow();
        Order order = Bench.order(1, ask.plus(Price.of("5")));
        broker.orders().submit(OrderGroup.single(order));
        log.await("the acceptance", events -> !events.isEmpty());
        loopback.gateway.advanceTo(loopback.gateway.now().plusSeconds(60));
        log.await("the whole fill", events -> filled(events).equals(order.quantity()));
        List<Execution> executions = await(broker.orders().executions());
        assertThat(executions)
                .containsExactlyInAnyOrderElementsOf(log.orders(OrderEvent.Filled.class).stream()
                        .map(OrderEvent.Filled::execution)
                        .toList());
        assertThat(log.orders(OrderEvent.Accepted.class)).hasSizeLessThanOrEqualTo(1);
        assertThat(log.orders(OrderEvent.Charged.class)).doesNotHaveDuplicates();
    }

    private static Quantity filled(List<OrderEvent> events) {
        return events.stream()
                .filter(OrderEvent.Filled.class::isInstance)
                .map(it -> ((OrderEvent.Filled) it).execution().quantity())
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    @Test
    @Tag("C07")
    void comesBackAfterEveryCutWithoutLosingAnOrder() throws Exception {
        ready();
        for (int cut = 1; cut <= 2; cut++) {
            loopback.gateway.apply("disconnect");
            awaitReady(cut + 1);
        }
        assertThat(loopback.gateway.clients()).isEqualTo(1);
        broker.orders().submit(OrderGroup.single(Bench.order(1)));
        log.await("the acceptance", events -> !events.isEmpty());
    }

    private void awaitReady(int times) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 400 && readyCount() < times; i++) {
            never.await(25, TimeUnit.MILLISECONDS);
        }
        assertThat(readyCount()).isEqualTo(times);
    }

    private long readyCount() {
        return log.states().stream().filter(it -> it == ConnectionState.READY).count();
    }

    @Test
    void picksAnOptionWithFewQuestions() throws Exception {
        ready();
        long before = loopback.gateway.requestCount();
        NavigableSet<LocalDate> expirations = await(broker.quotes().expirations(SPY.symbol()));
        OptionChain chain = await(broker.quotes().optionChain(SPY.symbol(), expirations.first()));
        for (int i = 0; i < 5; i++) {
            await(broker.quotes().optionQuote(chain.contracts().get(i)));
        }
        assertThat(loopback.gateway.requestCount() - before).isLessThanOrEqualTo(40);
        long cached = loopback.gateway.requestCount();
        await(broker.quotes().expirations(SPY.symbol()));
        await(broker.quotes().optionChain(SPY.symbol(), expirations.first()));
        await(broker.quotes().optionQuote(chain.contracts().get(0)));
        assertThat(loopback.gateway.requestCount() - cached).isLessThanOrEqualTo(10);
        assertThat(broker.openMarketDataLines()).isZero();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletionStage<?> stage) {
        try {
            await(stage);
            throw new AssertionError("did not fail");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
