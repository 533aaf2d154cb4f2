package dev.ibkrbot.ibkr.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.wire.Decoder;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.ExecutionQuery;
import dev.ibkrbot.ibkr.wire.HistoryMessage;
import dev.ibkrbot.ibkr.wire.HistoryQuery;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import dev.ibkrbot.ibkr.wire.OrderEncoder;
import dev.ibkrbot.ibkr.wire.OrderRouting;
import dev.ibkrbot.ibkr.wire.PreviewEncoder;
import dev.ibkrbot.ibkr.wire.Samples;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session over the jar says and hears what one over the socket does. */
class ParityTest {
    private static final WireContract OPTION = new WireContract(
            700001,
            "SPY",
            "OPT",
            "20251219",
            Optional.of(new BigDecimal("602.5")),
            "C",
            "100",
            "SMART",
            "CBOE",
            "USD",
            "SPY   251219C00602500",
            "SPY",
            List.of());
    private static final WireContract COMBO = new WireContract(
            0,
            "SPY",
            "BAG",
            "",
            Optional.empty(),
            "",
            "",
            "SMART",
            "",
            "USD",
            "",
            "",
            List.of(new WireContract.Leg(11, 1, "BUY", "SMART"), new WireContract.Leg(22, 2, "SELL", "CBOE")));

    private static Order order(int id, OrderTerms terms, int parent, String group) {
        return new Order(
                new OrderId(id),
                new OrderRef("B1-X-E"),
                OrderRole.ENTRY,
                OptionContract.equity(new Symbol("SPY"), LocalDate.of(2025, 12, 19), Price.of("602.5"), Right.CALL),
                Side.BUY,
                Quantity.of(3),
                terms,
                parent == 0 ? TimeInForce.DAY : TimeInForce.GTC,
                parent == 0 ? Optional.empty() : Optional.of(new OrderId(parent)),
                group.isEmpty() ? Optional.empty() : Optional.of(new OcaGroup(group)),
                ApprovalDigest.UNKNOWN);
    }

    private static List<byte[]> requests() {
        Encoder data = new Encoder(200);
        List<byte[]> all = new ArrayList<>(List.of(
                data.currentTime(),
                data.currentTimeInMillis(),
                data.ids(),
                data.managedAccounts(),
                data.marketDataType(3),
                data.marketDataSnapshot(5, OPTION),
                data.marketDataStream(6, COMBO, List.of(100, 106)),
                data.cancelMarketData(6),
                data.historicalData(7, new HistoryQuery(OPTION, "", "1 min", "3 D", true, "TRADES", 2, true)),
                data.historicalData(
                        8, new HistoryQuery(COMBO, "20251121-15:00:00", "5 mins", "1 D", false, "MIDPOINT", 1, false)),
                data.cancelHistoricalData(7),
                data.headTimestamp(9, OPTION, true, "BID_ASK", 2),
                data.cancelHeadTimestamp(9),
                data.contractDetails(10, OPTION),
                data.contractDetails(11, WireContract.ofConId(700001, "SMART")),
                data.optionParameters(12, "SPY", "STK", 756733),
                data.marketRule(26)));
        all.addAll(List.of(
                data.openOrders(),
                data.allOpenOrders(),
                data.completedOrders(true),
                data.executions(13, new ExecutionQuery(7, "DU1", "20251121-15:00:00")),
                data.positions(),
                data.cancelPositions(),
                data.accountSummary(14, List.of("NetLiquidation", "BuyingPower")),
                data.cancelAccountSummary(14),
                data.accountUpdates(true, "DU1"),
                data.profitAndLoss(15, "DU1"),
                data.cancelProfitAndLoss(15),
                data.contractProfitAndLoss(16, "DU1", 700001),
                data.cancelContractProfitAndLoss(16)));
        all.addAll(orders());
        return all;
    }

    private static List<byte[]> orders() {
        OrderEncoder orders = new OrderEncoder(200);
        OrderRouting option = new OrderRouting(OPTION, "DU1", false);
        OrderRouting combo = new OrderRouting(COMBO, "DU1", true);
        Price price = Price.of("5.05");
        return List.of(
                orders.place(order(1, new OrderTerms.Limit(price), 0, ""), option),
                orders.place(order(2, new OrderTerms.Market(), 0, ""), combo),
                orders.place(order(3, new OrderTerms.Stop(price), 1, "G1"), option),
                orders.place(order(4, new OrderTerms.StopLimit(price, Price.of("5")), 1, "G1"), option),
                orders.place(order(5, new OrderTerms.Trailing(Price.of("0.25")), 0, ""), option),
                new PreviewEncoder(200).preview(order(6, new OrderTerms.Limit(price), 0, ""), combo),
                orders.cancel(new OrderId(1)),
                orders.cancelAll());
    }

    /** Of a whole frame or a payload with bars; empty, zero and unset mean the same in what is sent. */
    private static List<String> meaning(String message) {
        return Arrays.stream(message.split("\\|", -1)).map(ParityTest::meant).toList();
    }

    private static String meant(String field) {
        if (field.equals("2147483647")) {
            return "";
        }
        if (!field.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return field;
        }
        BigDecimal number = new BigDecimal(field);
        return number.signum() == 0 ? "" : number.stripTrailingZeros().toPlainString();
    }

    private static String text(byte[] frame) {
        return new String(frame, 4, frame.length - 4, StandardCharsets.US_ASCII).replace('\0', '|');
    }

    @Test
    void sendsWhatTheSocketWouldSend() throws Exception {
        try (PlayedGateway gateway = new PlayedGateway()) {
            Connector.Connection connection = gateway.greeted(200, false);
            for (byte[] frame : requests()) {
                connection.write(frame);
            }
            List<String> arrived = gateway.arrived(requests().size());
            for (int i = 0; i < arrived.size(); i++) {
                assertThat(meaning(arrived.get(i)))
                        .isEqualTo(meaning(text(requests().get(i))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 193, 200})
    void hearsWhatTheSocketWouldHear(int version) throws Exception {
        try (PlayedGateway gateway = new PlayedGateway()) {
            gateway.greeted(version, true);
            for (var sample : Samples.all(version).entrySet()) {
                String fields = String.join("|", sample.getValue());
                gateway.say(fields);
                for (Inbound expected : asTold(decoded(version, fields))) {
                    assertThat(gateway.next()).as(sample.getKey()).isEqualTo(expected);
                }
            }
        }
    }

    private static Inbound decoded(int version, String fields) {
        byte[] payload = (fields + "|").replace('|', '\0').getBytes(StandardCharsets.US_ASCII);
        return new Decoder(version).decode(payload, 0, payload.length);
    }

    /** The jar tells sizes apart from prices, bars one by one with an end, and nothing of what it does not know. */
    private static List<Inbound> asTold(Inbound message) {
        if (message instanceof SessionMessage.Unknown) {
            return List.of();
        }
        if (message instanceof SessionMessage.Notice it) {
            long time = it.epochMillis().orElse(0);
            return List.of(
                    new SessionMessage.Notice(it.id(), it.code(), it.text(), it.rejectJson(), OptionalLong.of(time)));
        }
        if (message instanceof MarketMessage.TickPrice it) {
            return List.of(
                    new MarketMessage.TickPrice(it.requestId(), it.tickType(), it.price(), Double.NaN, it.attributes()),
                    new MarketMessage.TickSize(it.requestId(), 0, it.size()));
        }
        if (message instanceof HistoryMessage.Bars it) {
            List<Inbound> told = it.bars().stream()
                    .map(bar -> new HistoryMessage.Bars(it.requestId(), Optional.empty(), List.of(bar)))
                    .collect(Collectors.toCollection(ArrayList::new));
            it.period().ifPresent(p -> told.add(new HistoryMessage.BarsEnd(it.requestId(), p.start(), p.end())));
            return told;
        }
        return List.of(message);
    }
}
