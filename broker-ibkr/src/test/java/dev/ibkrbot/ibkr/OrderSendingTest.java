package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the broker writes of orders, in virtual time. */
class OrderSendingTest {
    private final Bench bench = Bench.paper();

    @Test
    @Tag("O26")
    @Tag("O43")
    void writesABracketOnceWithOnlyItsLastOrderTransmitting() {
        Order entry = Bench.order(1);
        OcaGroup oca = new OcaGroup("exits-1");
        int writes = bench.gateway.last().writes;
        bench.broker
                .orders()
                .submit(new OrderGroup(List.of(
                        entry,
                        exit(entry, 2, OrderRole.TAKE_PROFIT, new OrderTerms.Limit(Price.of("650")), oca),
                        exit(entry, 3, OrderRole.STOP_LOSS, new OrderTerms.Stop(Price.of("580")), oca))));
        bench.time.settle();
        assertThat(bench.placed())
                .extracting(
                        it -> it.get(1),
                        it -> it.get(18),
                        it -> it.get(21),
                        it -> it.get(22),
                        it -> it.get(23),
                        it -> it.get(26),
                        it -> it.get(27),
                        it -> it.get(28))
                .containsExactly(
                        tuple("1", "LMT", "DAY", "", Bench.ACCOUNT, "B1-E", "0", "0"),
                        tuple("2", "LMT", "GTC", "exits-1", Bench.ACCOUNT, "B1-2", "0", "1"),
                        tuple("3", "STP", "GTC", "exits-1", Bench.ACCOUNT, "B1-3", "1", "1"));
        assertThat(bench.gateway.last().writes - writes)
                .as("one for the contract's details, one for all three orders")
                .isEqualTo(2);
    }

    private static Order exit(Order entry, int id, OrderRole role, OrderTerms terms, OcaGroup oca) {
        return new Order(
                new OrderId(id),
                new OrderRef("B1-" + id),
                role,
                entry.instrument(),
                entry.side().opposite(),
                entry.quantity(),
                terms,
                TimeInForce.GTC,
                Optional.of(entry.id()),
                Optional.of(oca),
                entry.approval());
    }

    @Test
    void refusesAnOrderForWhatIsNotListedWithoutWritingIt() {
        Order order = Bench.order(1);
        Order unknown = new Order(
                order.id(),
                order.ref(),
                order.role(),
                Stock.of("NOSUCH"),
                order.side(),
                order.quantity(),
                order.terms(),
                order.timeInForce(),
                order.parent(),
                order.ocaGroup(),
                order.approval());
        bench.broker.orders().submit(OrderGroup.single(unknown));
        bench.time.settle();
        assertThat(bench.kinds()).containsExactly("Rejected");
        assertThat(bench.placed()).isEmpty();
    }

    @Test
    void sendsACombinationByItsLegsAndWithoutAnOcaGroup() {
        Order order = Bench.order(1);
        Combo combo = new Combo(
                Bench.SPY.symbol(), Currency.USD, List.of(new Combo.Leg(Bench.SPY, 1), new Combo.Leg(Bench.SPY, -2)));
        bench.broker
                .orders()
                .submit(OrderGroup.single(new Order(
                        order.id(),
                        order.ref(),
                        order.role(),
                        combo,
                        order.side(),
                        order.quantity(),
                        order.terms(),
                        order.timeInForce(),
                        Optional.empty(),
                        Optional.of(new OcaGroup("any")),
                        order.approval())));
        bench.time.settle();
        List<String> placed = bench.placed().get(0);
        assertThat(List.of(placed.get(3), placed.get(4), placed.get(9), placed.get(22)))
                .containsExactly("SPY", "BAG", "SMART", "");
        assertThat(placed.subList(35, 40)).containsExactly("2", "756733", "1", "BUY", "SMART");
        assertThat(placed.subList(44, 48)).containsExactly("756733", "2", "SELL", "SMART");
    }

    @Test
    void sendsNothingInADryRun() {
        Bench dry = new Bench(TradingMode.DRY_RUN);
        dry.broker.connect(dry);
        dry.time.settle();
        assertThatIllegalStateException().isThrownBy(() -> dry.submit(1));
        assertThatIllegalStateException().isThrownBy(() -> dry.broker.orders().cancel(new OrderId(1)));
        assertThatIllegalStateException().isThrownBy(dry.broker::cancelEverything);
        dry.pass(10);
        assertThat(dry.placed()).isEmpty();
    }

    @Test
    void refusesAnOrderWithoutApproval() {
        Order order = Bench.order(1);
        Order unapproved = new Order(
                order.id(),
                order.ref(),
                order.role(),
                order.instrument(),
                order.side(),
                order.quantity(),
                order.terms(),
                order.timeInForce(),
                order.parent(),
                order.ocaGroup(),
                ApprovalDigest.UNKNOWN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.broker.orders().submit(OrderGroup.single(unapproved)));
        assertThat(bench.placed()).isEmpty();
    }
}
