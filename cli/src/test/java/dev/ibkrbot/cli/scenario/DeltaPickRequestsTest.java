package dev.ibkrbot.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.GatewaySettings;
import dev.ibkrbot.ibkr.IbkrBroker;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.strategy.plan.DeltaPicker;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import dev.ibkrbot.strategy.selection.LiquidityRule;
import dev.ibkrbot.strategy.selection.Selection;
import dev.ibkrbot.stub.gateway.Scenario;
import dev.ibkrbot.stub.gateway.Settings;
import dev.ibkrbot.stub.gateway.TwsGatewaySimulator;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What choosing a contract costs at the gateway, counted in every message that is sent. */
class DeltaPickRequestsTest {
    private static final Symbol SPY = new Symbol("SPY");
    private static final DeltaTarget TARGET = new DeltaTarget(0.3, 45);
    private static final LiquidityRule LIQUIDITY =
            new LiquidityRule(LiquidityRule.DEFAULT.narrowSpread(), LiquidityRule.DEFAULT.maxSpread(), 0);

    /** Hears nothing. */
    private static final BrokerListener DEAF = new BrokerListener() {
        @Override
        public void onOrderEvent(OrderEvent event) {
            throw new AssertionError(event);
        }

        @Override
        public void onConnection(ConnectionState state) {
            // A lost session fails the test's questions.
        }
    };

    @Test
    void costsAtMostFortyMessagesAndTenFromCache() throws Exception {
        try (TwsGatewaySimulator gateway = gateway("clock manual");
                IbkrBroker broker = broker(gateway)) {
            DeltaPicker picker = picker(gateway, broker);
            for (Right right : Right.values()) {
                int before = gateway.requests().size();
                Selection first = await(picker.pick(SPY, right, TARGET));
                int cold = gateway.requests().size() - before;
                assertThat(Math.abs(first.chosen()
                                .orElseThrow()
                                .greeks()
                                .orElseThrow()
                                .delta()))
                        .isBetween(0.28, 0.32);
                assertThat(first.chosen().get().contract().expiration()).isEqualTo(LocalDate.of(2026, 12, 31));
                assertThat(first.funnel().candidates()).hasSize(400);
                assertThat(cold).as("%s: %s", right, gateway.requests()).isLessThanOrEqualTo(40);

                before = gateway.requests().size();
                Selection second = await(picker.pick(SPY, right, TARGET));
                assertThat(second.chosen()).isEqualTo(first.chosen());
                assertThat(gateway.requests().size() - before).isLessThanOrEqualTo(10);
                assertNoLineIsOpen(gateway, broker);
            }
        }
    }

    /** Neither by our count nor, once it has read what was sent, by the gateway's. */
    private static void assertNoLineIsOpen(TwsGatewaySimulator gateway, IbkrBroker broker) throws Exception {
        await(broker.orders().openOrders());
        assertThat(broker.openMarketDataLines()).isZero();
        assertThat(gateway.openLines()).isZero();
    }

    @Test
    void leavesNoLineOpenWhenItFails() throws Exception {
        try (TwsGatewaySimulator gateway = gateway("clock manual", "data not-subscribed");
                IbkrBroker broker = broker(gateway)) {
            DeltaPicker picker = picker(gateway, broker);
            for (int i = 0; i < 20; i++) {
                assertThat(failure(picker.pick(SPY, Right.CALL, TARGET))).isInstanceOf(BrokerException.class);
                assertNoLineIsOpen(gateway, broker);
            }
        }
    }

    private static DeltaPicker picker(TwsGatewaySimulator gateway, IbkrBroker broker) {
        return new DeltaPicker(broker.quotes(), MarketCalendar.nyse(), gateway::now, LIQUIDITY, Runnable::run);
    }

    private static TwsGatewaySimulator gateway(String... scenario) throws Exception {
        WideChain market =
                new WideChain(SyntheticMarket.day(MarketCalendar.nyse(), 7, List.of(SPY), LocalDate.of(2026, 11, 18)));
        return TwsGatewaySimulator.start(Settings.of(market, () -> Instant.EPOCH)
                .startingAt(market.start().plus(Duration.ofHours(1)))
                .scenario(Scenario.parse("test", List.of(scenario))));
    }

    private static IbkrBroker broker(TwsGatewaySimulator gateway) throws Exception {
        AtomicLong nanos = new AtomicLong();
        IbkrBroker broker = IbkrBroker.over(
                GatewaySettings.of("127.0.0.1", gateway.port(), 7, TradingMode.DRY_RUN),
                gateway::now,
                () -> nanos.addAndGet(Duration.ofMillis(20).toNanos()),
                SessionObserver.NONE);
        await(broker.connect(DEAF));
        return broker;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletionStage<?> stage) throws Exception {
        try {
            await(stage);
            throw new AssertionError("did not fail");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
