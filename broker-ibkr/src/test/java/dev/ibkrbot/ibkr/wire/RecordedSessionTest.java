package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Stock;
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
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the encoders write comes back through a gateway that has a codec of its own, at every version. */
class RecordedSessionTest {
    private static final String ACCOUNT = "DSIM001";
    private static final int FIRST_REQUEST = 1_000_000_000;
    private static final Price LOW = Price.of("100.05");
    private static final Price HIGH = Price.of("2000.5");

    static Stream<Integer> versions() {
        return Stream.iterate(ServerVersions.OLDEST, version -> version + 1).limit(25);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void getsBackTheOrdersItWrote(int version) throws IOException {
        try (GatewayTalk talk = new GatewayTalk(version)) {
            WireContract spy = contract(talk);
            OrderEncoder out = new OrderEncoder(version);
            for (Order order : orders()) {
                talk.send(out.place(order, new OrderRouting(spy, ACCOUNT, false)));
                OrderMessage.Open open = talk.until(OrderMessage.Open.class);
                while (open.orderId() != order.id().value()) {
                    open = talk.until(OrderMessage.Open.class); // one more of an earlier order
                }
                assertThat(open.order())
                        .usingRecursiveComparison()
                        .ignoringFields("permId", "ocaType")
                        .isEqualTo(expected(order));
                assertThat(List.of(
                                open.orderId(), open.clientId(), open.contract().conId(), open.whatIf()))
                        .isEqualTo(List.of(order.id().value(), 7, spy.conId(), false));
                assertThat(open.parentId())
                        .isEqualTo(order.parent().map(OrderId::value).orElse(0));
            }
            assertThat(talk.leftOver()).as("surplus, missing, unknown").containsExactly(0L, 0L, 0L);
        }
    }

    /**
     * A session cut anywhere gives the messages before the cut, then a clean end or an end within a frame. Cuts
     * within a frame are tried on this frame alone, for what came before is forgotten by then.
     */
    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void readsARecordedSessionCutAtEveryByteUpToTheCut(int version) throws IOException {
        byte[] session;
        List<Inbound> messages;
        try (GatewayTalk talk = new GatewayTalk(version)) {
            everything(talk, version);
            session = talk.bytes();
            messages = talk.messages();
            assertThat(talk.leftOver()).as("surplus, missing, unknown").containsExactly(0L, 0L, 0L);
        }
        assertThat(messages.stream().map(Inbound::getClass).distinct().count()).isGreaterThan(15);
        int begin = 0;
        for (int whole = 0; whole < messages.size(); whole++) {
            assertThat(readAll(session, 0, begin, version))
                    .as("cut at %d", begin)
                    .isEqualTo(new Read(messages.subList(0, whole), false));
            int end = begin + frameAt(session, begin);
            for (int cut = begin + 1; cut < end; cut++) {
                assertThat(readAll(session, begin, cut, version))
                        .as("cut at %d", cut)
                        .isEqualTo(new Read(List.of(), true));
            }
            begin = end;
        }
        assertThat(readAll(session, 0, session.length, version)).isEqualTo(new Read(messages, false));
    }

    /** Whole messages, and whether the stream ended within a frame after them. */
    private record Read(List<Inbound> messages, boolean within) {}

    private static int frameAt(byte[] session, int at) {
        return Integer.BYTES + ((session[at + 2] & 0xFF) << 8 | session[at + 3] & 0xFF);
    }

    private static Read readAll(byte[] session, int from, int to, int version) throws IOException {
        FrameReader reader =
                new FrameReader(new ByteArrayInputStream(session, from, to - from), FrameReader.DEFAULT_LIMIT);
        Decoder decoder = new Decoder(version);
        List<Inbound> messages = new ArrayList<>();
        try {
            while (reader.advance()) {
                messages.add(reader.message(decoder));
            }
            return new Read(messages, false);
        } catch (EOFException e) {
            return new Read(messages, true);
        }
    }

    private static WireContract contract(GatewayTalk talk) throws IOException {
        WireContract asked =
                new WireContract(0, "SPY", "STK", "", Optional.empty(), "", "", "SMART", "", "USD", "", "", List.of());
        talk.send(talk.encoder().contractDetails(FIRST_REQUEST, asked));
        WireContract found = talk.until(ContractMessage.Details.class).contract();
        talk.until(ContractMessage.DetailsEnd.class);
        return found;
    }

    /** One of everything a bot asks for, and an order that trades. */
    private static void everything(GatewayTalk talk, int version) throws IOException {
        Encoder out = talk.encoder();
        WireContract spy = contract(talk);
        talk.send(out.marketDataType(1));
        talk.send(out.optionParameters(FIRST_REQUEST + 1, "SPY", "STK", spy.conId()));
        talk.until(ContractMessage.OptionParametersEnd.class);
        talk.send(out.marketDataSnapshot(FIRST_REQUEST + 2, spy));
        talk.until(MarketMessage.SnapshotEnd.class);
        talk.send(out.historicalData(
                FIRST_REQUEST + 3, new HistoryQuery(spy, "", "5 mins", "1800 S", true, "TRADES", 2, false)));
        talk.until(HistoryMessage.Bars.class);
        talk.send(out.headTimestamp(FIRST_REQUEST + 4, spy, true, "TRADES", 2));
        talk.send(out.marketRule(26));
        talk.send(new PreviewEncoder(version).preview(orders().get(0), new OrderRouting(spy, ACCOUNT, false)));
        talk.until(OrderMessage.Open.class);
        Order market = order(9, new OrderTerms.Market(), Optional.empty(), Optional.empty());
        talk.send(new OrderEncoder(version).place(market, new OrderRouting(spy, ACCOUNT, false)));
        talk.pass(Duration.ofMinutes(2));
        talk.send(out.positions());
        talk.until(AccountMessage.PositionsEnd.class);
        talk.send(out.accountSummary(FIRST_REQUEST + 5, List.of("NetLiquidation", "AvailableFunds")));
        talk.until(AccountMessage.SummaryEnd.class);
        talk.send(out.accountUpdates(true, ACCOUNT));
        talk.until(AccountMessage.DownloadEnd.class);
        talk.send(out.profitAndLoss(FIRST_REQUEST + 6, ACCOUNT));
        talk.send(out.executions(FIRST_REQUEST + 7, new ExecutionQuery(0, "", "")));
        talk.until(OrderMessage.FillsEnd.class);
        talk.send(out.completedOrders(false));
        talk.until(OrderMessage.CompletedEnd.class);
        talk.send(new OrderEncoder(version).cancel(new OrderId(77)));
        talk.pass(Duration.ofMinutes(3));
    }

    private static List<Order> orders() {
        Optional<OrderId> none = Optional.empty();
        Optional<OcaGroup> noGroup = Optional.empty();
        Optional<OcaGroup> group = Optional.of(new OcaGroup("B1-X"));
        return List.of(
                order(1, new OrderTerms.Limit(LOW), none, noGroup),
                order(2, new OrderTerms.Stop(HIGH), none, noGroup),
                order(3, new OrderTerms.StopLimit(HIGH, HIGH), none, group),
                order(4, new OrderTerms.Trailing(LOW), none, group),
                order(5, new OrderTerms.Limit(LOW), Optional.of(new OrderId(1)), noGroup));
    }

    private static Order order(int id, OrderTerms terms, Optional<OrderId> parent, Optional<OcaGroup> group) {
        return new Order(
                new OrderId(id),
                new OrderRef("B" + id + "-X-E"),
                OrderRole.ENTRY,
                Stock.of("SPY"),
                Side.BUY,
                Quantity.of(10),
                terms,
                TimeInForce.DAY,
                parent,
                group,
                new ApprovalDigest("0".repeat(64)));
    }

    private static WireOrder expected(Order order) {
        OrderTerms terms = order.terms();
        boolean trailing = terms instanceof OrderTerms.Trailing;
        return new WireOrder(
                "BUY",
                BigDecimal.TEN,
                terms.match(market -> "MKT", limit -> "LMT", stop -> "STP", both -> "STP LMT", trail -> "TRAIL"),
                sentBack(terms.limitPrice()),
                sentBack(trailing ? Optional.of(LOW) : terms.triggerPrice()),
                "DAY",
                order.ocaGroup().map(OcaGroup::name).orElse(""),
                0,
                ACCOUNT,
                order.ref().value(),
                0,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** Gateways write 0 for a price that an order does not have. */
    private static Optional<BigDecimal> sentBack(Optional<Price> price) {
        return Optional.of(price.map(it -> new BigDecimal(it.toString()).stripTrailingZeros())
                .orElse(BigDecimal.ZERO));
    }
}
