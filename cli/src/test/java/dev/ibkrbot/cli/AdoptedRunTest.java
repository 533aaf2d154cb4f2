package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.ibkr.GatewaySettings;
import dev.ibkrbot.ibkr.IbkrBroker;
import dev.ibkrbot.ibkr.session.SessionObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody has bought options by hand before the bot is started. */
@Timeout(60)
class AdoptedRunTest {
    private static final Symbol SPY = new Symbol("SPY");

    @TempDir
    private Path folder;

    /** Another client of the gateway buys two calls at the market. */
    private static Execution buyByHand(SimulatedGateway simulated) throws Exception {
        CompletableFuture<Execution> filled = new CompletableFuture<>();
        BrokerListener listener = new BrokerListener() {
            @Override
            public void onOrderEvent(OrderEvent event) {
                if (event instanceof OrderEvent.Filled it) {
                    filled.complete(it.execution());
                }
            }

            @Override
            public void onConnection(ConnectionState state) {
                // A lost session fails the questions.
            }
        };
        try (IbkrBroker broker = IbkrBroker.over(
                GatewaySettings.of("127.0.0.1", simulated.gateway.port(), 7, TradingMode.PAPER),
                simulated.gateway::now,
                SystemTime::nanos,
                SessionObserver.NONE)) {
            await(broker.connect(listener));
            OptionContract call = OptionContract.equity(SPY, LocalDate.of(2026, 11, 20), strike(broker), Right.CALL);
            Order order = new Order(
                    broker.orders().lowestFreeId(),
                    new OrderRef("by-hand"),
                    OrderRole.ENTRY,
                    call,
                    Side.BUY,
                    Quantity.of(2),
                    new OrderTerms.Market(),
                    TimeInForce.DAY,
                    Optional.empty(),
                    Optional.empty(),
                    new ApprovalDigest("0".repeat(64)));
            broker.orders().submit(OrderGroup.single(order));
            return filled.get(20, TimeUnit.SECONDS);
        }
    }

    /** The whole dollar below the underlying's price. */
    private static Price strike(IbkrBroker broker) throws Exception {
        Quote stock = await(broker.quotes().quote(Stock.of("SPY")));
        return PriceGrid.of("0", "1").round(stock.bid().orElseThrow(), RoundingDirection.DOWN);
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void putsItUnderItsExitsAndTellsOfIt() throws Exception {
        Path config = Files.writeString(folder.resolve("bot.yaml"), """
                trading: {adopt_positions: [SPY]}
                schedule: {interval_seconds: 60}
                """);
        Object[] state = {"--state-dir", folder.resolve("state")};
        try (SimulatedGateway simulated = new SimulatedGateway(LocalTime.of(10, 3, 10), "clock real x60")) {
            Execution bought = buyByHand(simulated);
            Ran ran = simulated.bot(
                    "run",
                    "--broker",
                    "ibkr",
                    "--mode",
                    "paper",
                    "--speed",
                    "60",
                    "--once",
                    "--symbols",
                    "SPY",
                    "-c",
                    config,
                    state[0],
                    state[1]);

            assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
            JsonNode status = Ran.well("status", "--json", state[0], state[1]).json();
            assertThat(items(status.at("/alerts")).stream()
                            .map(it -> it.at("/code").asText()))
                    .as(status.toPrettyString())
                    .contains("adopted");
            assertThat(items(status.at("/positions"))).singleElement().satisfies(held -> {
                assertThat(held.at("/instrument").asText())
                        .isEqualTo(bought.instrument().toString());
                assertThat(held.at("/quantity").asText()).isEqualTo("2");
                assertThat(held.at("/entryPrice").asText())
                        .isEqualTo(bought.price().toString());
            });
            assertThat(items(status.at("/workingOrders")).stream()
                            .map(it -> it.at("/role").asText()))
                    .containsExactlyInAnyOrder("STOP_LOSS", "TAKE_PROFIT");
            assertThat(simulated.gateway.openOrders()).isEqualTo(2);
            assertThat(Ran.well("explain", state[0], state[1]).out())
                    .contains(
                            "adopted BUY_CALL", "found at " + bought.price() + " on average: profit counts from there");
        }
    }
}
