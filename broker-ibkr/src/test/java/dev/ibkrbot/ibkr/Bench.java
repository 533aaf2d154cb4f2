package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.ibkr.session.ScriptedGateway;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.ibkr.session.VirtualTime;
import dev.ibkrbot.ibkr.wire.ContractFacts;
import dev.ibkrbot.ibkr.wire.ContractMessage;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.OrderState;
import dev.ibkrbot.ibkr.wire.WireContract;
import dev.ibkrbot.ibkr.wire.WireOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A broker in virtual time and the gateway it talks to, which knows the stock SPY and answers only what it is told. */
final class Bench implements BrokerListener {
    static final Stock SPY = Stock.of("SPY");
    static final String ACCOUNT = "DU123456";
    private static final int CLIENT = 7;
    private static final int CON_ID = 756733;

    final VirtualTime time = new VirtualTime();
    final ScriptedGateway gateway = new ScriptedGateway(time).willing();
    final List<OrderEvent> events = new ArrayList<>();
    final List<BrokerNotice> notices = new ArrayList<>();
    final List<ConnectionState> states = new ArrayList<>();
    /** What the lists say that the gateway is asked for. */
    final List<OrderMessage> openList = new ArrayList<>();

    final List<OrderMessage.Fill> fillList = new ArrayList<>();
    final List<OrderMessage.Completed> completedList = new ArrayList<>();
    boolean ends = true;
    final IbkrBroker broker;

    Bench(TradingMode mode) {
        this(mode, false);
    }

    Bench(TradingMode mode, boolean delayed) {
        gateway.whenAsked = this::answer;
        GatewaySettings settings = GatewaySettings.of("gateway.example", 4002, CLIENT, mode);
        broker = IbkrBroker.on(
                delayed ? settings.withDelayedData() : settings, time.machinery(gateway), SessionObserver.NONE);
    }

    /** Connected, in paper trading. */
    static Bench paper() {
        Bench bench = new Bench(TradingMode.PAPER);
        bench.broker.connect(bench);
        bench.time.settle();
        return bench;
    }

    private void answer(ScriptedGateway.Line line, List<String> fields) {
        switch (fields.get(0)) {
            case "9" -> details(line, Integer.parseInt(fields.get(2)), fields.get(4));
            case "16" -> {
                openList.forEach(line::send);
                end(line, new OrderMessage.OpenEnd());
            }
            case "7" -> {
                int id = Integer.parseInt(fields.get(2));
                fillList.forEach(
                        it -> line.send(new OrderMessage.Fill(id, it.orderId(), it.contract(), it.execution())));
                end(line, new OrderMessage.FillsEnd(id));
            }
            case "99" -> {
                completedList.forEach(line::send);
                end(line, new OrderMessage.CompletedEnd());
            }
            default -> {
                // Everything else waits for the test.
            }
        }
    }

    private void end(ScriptedGateway.Line line, OrderMessage end) {
        if (ends) {
            line.send(end);
        }
    }

    private void details(ScriptedGateway.Line line, int requestId, String symbol) {
        if (!symbol.equals("SPY")) {
            line.notice(requestId, 200, "No security definition has been found for the request");
            return;
        }
        line.send(new ContractMessage.Details(requestId, spy(), facts()));
        line.send(new ContractMessage.DetailsEnd(requestId));
    }

    static WireContract spy() {
        return new WireContract(
                CON_ID, "SPY", "STK", "", Optional.empty(), "", "", "SMART", "ARCA", "USD", "SPY", "SPY", List.of());
    }

    private static ContractFacts facts() {
        return new ContractFacts(
                "SPY",
                "SPDR S&P 500",
                "",
                "",
                "",
                "ETF",
                Optional.of(new BigDecimal("0.01")),
                1,
                List.of("LMT", "MKT"),
                List.of("SMART", "ARCA"),
                List.of(26, 26),
                0,
                "",
                "",
                "US/Eastern",
                "",
                "",
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void onOrderEvent(OrderEvent event) {
        events.add(event);
    }

    @Override
    public void onConnection(ConnectionState state) {
        states.add(state);
    }

    @Override
    public void onNotice(BrokerNotice notice) {
        notices.add(notice);
    }

    static Order order(int id) {
        return order(id, Price.of("600"));
    }

    static Order order(int id, Price limit) {
        return new Order(
                new OrderId(id),
                new OrderRef("B" + id + "-E"),
                OrderRole.ENTRY,
                SPY,
                Side.BUY,
                Quantity.of(10),
                new OrderTerms.Limit(limit),
                TimeInForce.DAY,
                Optional.empty(),
                Optional.empty(),
                new ApprovalDigest("a".repeat(64)));
    }

    /** Sends an order and lets it reach the gateway. */
    Order submit(int id) {
        Order order = order(id);
        broker.orders().submit(OrderGroup.single(order));
        time.settle();
        return order;
    }

    /** Orders that were written so far, on all connections. */
    List<List<String>> placed() {
        return gateway.lines.stream().flatMap(it -> it.messages("3").stream()).toList();
    }

    void status(int id, String status, int filled) {
        send(new OrderMessage.Status(
                id,
                status,
                BigDecimal.valueOf(filled),
                BigDecimal.valueOf(10 - filled),
                Optional.of(BigDecimal.ZERO),
                1000 + id,
                0,
                Optional.empty(),
                CLIENT,
                ""));
    }

    void open(int id, String status) {
        send(openMessage(id, status));
    }

    static OrderMessage.Open openMessage(int id, String status) {
        OrderState.Margin none = new OrderState.Margin(Optional.empty(), Optional.empty(), Optional.empty());
        return new OrderMessage.Open(
                id,
                CLIENT,
                0,
                spy(),
                wireOrder(id),
                false,
                new OrderState(
                        status,
                        none,
                        none,
                        none,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        "",
                        "",
                        ""));
    }

    static WireOrder wireOrder(int id) {
        return new WireOrder(
                "BUY",
                BigDecimal.TEN,
                "LMT",
                Optional.of(new BigDecimal("600")),
                Optional.of(BigDecimal.ZERO),
                "DAY",
                "",
                0,
                ACCOUNT,
                "B" + id + "-E",
                1000L + id,
                false,
                Optional.empty(),
                Optional.empty());
    }

    static OrderMessage.Fill fill(int id, String execId, int shares) {
        return new OrderMessage.Fill(
                -1,
                id,
                spy(),
                new OrderMessage.Fill.Execution(
                        execId,
                        "20261118 10:31:00 America/New_York",
                        ACCOUNT,
                        "ARCA",
                        "BOT",
                        BigDecimal.valueOf(shares),
                        new BigDecimal("599.5"),
                        1000L + id,
                        CLIENT,
                        0,
                        BigDecimal.valueOf(shares),
                        Optional.empty(),
                        "B" + id + "-E",
                        1,
                        false,
                        ""));
    }

    void send(OrderMessage message) {
        gateway.last().send(message);
        time.settle();
    }

    void notice(int id, int code, String text) {
        gateway.last().notice(id, code, text);
        time.settle();
    }

    void pass(int seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }

    /** The kinds of order events so far. */
    List<String> kinds() {
        return events.stream().map(it -> it.getClass().getSimpleName()).toList();
    }

    <T> CompletableFuture<T> asked(CompletionStage<T> stage) {
        time.settle();
        return stage.toCompletableFuture();
    }
}
