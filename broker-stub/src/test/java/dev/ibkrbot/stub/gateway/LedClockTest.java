package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A client that leads the clock trades the day that the same seed gives in process. */
class LedClockTest {
    private static final OptionContract CALL =
            OptionContract.equity(new Symbol("SPY"), LocalDate.of(2026, 7, 17), Price.of("570"), Right.CALL);
    private static final int EVERY_SECONDS = 1_200;

    /** What is placed at the n-th stop: bought, and sold at the next one. */
    private record Plan(int id, String side, String quantity, boolean option) {
        static Plan at(int stop) {
            return new Plan(stop + 1, stop % 2 == 0 ? "BUY" : "SELL", "3", stop % 4 < 2);
        }

        String text() {
            OrderText text =
                    option ? OrderText.option(id, side, quantity, "MKT") : OrderText.stock(id, side, quantity, "MKT");
            return text.at(193);
        }

        Order order() {
            Instrument instrument = option ? CALL : Stock.of("SPY");
            return new Order(
                    new OrderId(id),
                    new OrderRef("ref-" + id),
                    OrderRole.ENTRY,
                    instrument,
                    Side.valueOf(side),
                    Quantity.of(quantity),
                    new OrderTerms.Market(),
                    TimeInForce.DAY,
                    Optional.empty(),
                    Optional.empty(),
                    new ApprovalDigest("0".repeat(64)));
        }
    }

    private static String trade(Instrument instrument, String side, Quantity quantity, Price price, Instant at) {
        return instrument + " " + side + " " + quantity + " @ " + price + " " + at;
    }

    private static List<String> inProcess() {
        SimulatedBroker broker = SimulatedBroker.on(GatewayFixture.market()).build();
        List<String> trades = new ArrayList<>();
        broker.connect(new BrokerListener() {
            @Override
            public void onOrderEvent(OrderEvent event) {
                if (event instanceof OrderEvent.Filled it) {
                    Execution e = it.execution();
                    trades.add(trade(e.instrument(), e.side().name(), e.quantity(), e.price(), e.at()));
                }
            }

            @Override
            public void onConnection(ConnectionState state) {
                // There is but one.
            }
        });
        Timeline timeline = broker.timeline();
        long stop = GatewayFixture.OPEN.getEpochSecond() + EVERY_SECONDS;
        int stops = 0;
        for (Optional<Instant> next = timeline.next(); next.isPresent(); next = timeline.next()) {
            long moment = Math.min(next.get().getEpochSecond(), stop);
            timeline.advanceTo(Instant.ofEpochSecond(moment));
            if (moment == stop) {
                broker.orders().submit(OrderGroup.single(Plan.at(stops).order()));
                stops++;
                stop += EVERY_SECONDS;
            }
        }
        return trades;
    }

    private static List<String> overTheWire() throws Exception {
        List<String> trades = new ArrayList<>();
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            long stop = GatewayFixture.OPEN.getEpochSecond() + EVERY_SECONDS;
            int stops = 0;
            while (true) {
                long next = ask(client, "next", new ArrayList<>());
                if (next == 0) {
                    break;
                }
                long moment = Math.min(next, stop);
                List<String> said = new ArrayList<>();
                assertThat(ask(client, Long.toString(moment), said)).isEqualTo(moment);
                said.stream().filter(it -> it.startsWith("11|")).forEach(it -> trades.add(read(it, moment)));
                if (moment == stop) {
                    client.send(Plan.at(stops).text());
                    stops++;
                    stop += EVERY_SECONDS;
                }
            }
        }
        return trades;
    }

    private static long ask(WireClient client, String move, List<String> said) throws Exception {
        client.send("49|1|" + move + "|");
        said.addAll(client.receiveUntil(it -> it.startsWith("49|")));
        return Long.parseLong(said.get(said.size() - 1).split("\\|")[2]);
    }

    private static String read(String executed, long moment) {
        String[] fields = executed.split("\\|", -1);
        Instrument instrument = fields[5].equals("OPT") ? CALL : Stock.of(fields[4]);
        return trade(
                instrument,
                fields[18].equals("BOT") ? "BUY" : "SELL",
                Quantity.of(fields[19]),
                Price.of(fields[20]),
                Instant.ofEpochSecond(moment));
    }

    @Test
    void endsWithTheSameTradesAsInProcess() throws Exception {
        List<String> trades = overTheWire();
        assertThat(trades).hasSizeGreaterThan(15).isEqualTo(inProcess());
    }

    @Test
    void stepsWithEachQuestionOfTheLeader() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("clock stepped 7");
                WireClient leader = fixture.client(193, 7);
                WireClient other = fixture.client(193, 8)) {
            long open = GatewayFixture.OPEN.getEpochSecond();
            other.send("49|1|");
            assertThat(other.receive()).isEqualTo("49|1|" + open + "|");
            leader.send("49|1|", "49|1|");
            assertThat(leader.receive(2)).containsExactly("49|1|" + (open + 60) + "|", "49|1|" + (open + 120) + "|");
            other.send("49|1|");
            assertThat(other.receive()).isEqualTo("49|1|" + (open + 120) + "|");
        }
    }

    @Test
    void standsStillForHeartbeatsAndForThoseWhoDoNotLead() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient leader = fixture.client(200, 7);
                WireClient other = fixture.client(200, 8)) {
            long open = GatewayFixture.OPEN.getEpochSecond();
            leader.send("49|1|", "105|");
            assertThat(leader.receive(2)).containsExactly("49|1|" + open + "|", "109|" + open + "000|");
            other.send("49|1|" + (open + 60) + "|");
            assertThat(other.receive()).isEqualTo("49|1|" + open + "|");
            leader.send("49|1|" + (open + 60) + ".25|", "105|", "49|1|" + open + "|");
            assertThat(leader.receive(3))
                    .containsExactly(
                            "49|1|" + (open + 60) + "|", "109|" + (open + 60) + "250|", "49|1|" + (open + 60) + "|");
        }
    }

    @Test
    void followsTheWallClock() throws Exception {
        AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
        Settings settings = Settings.of(GatewayFixture.market(), wall::get)
                .scenario(Scenario.parse("test", List.of("clock real x60", "at +120s notice 2110")));
        try (TwsGatewaySimulator gateway = TwsGatewaySimulator.start(settings);
                WireClient client = WireClient.ready(gateway.port(), 193, 7)) {
            wall.set(wall.get().plusSeconds(2));
            client.send("49|1|");
            List<String> said = client.receiveUntil(it -> it.startsWith("49|"));
            assertThat(said)
                    .anyMatch(it -> it.startsWith("4|2|-1|2110|"))
                    .last()
                    .isEqualTo("49|1|" + (GatewayFixture.OPEN.getEpochSecond() + 120) + "|");
        }
    }
}
