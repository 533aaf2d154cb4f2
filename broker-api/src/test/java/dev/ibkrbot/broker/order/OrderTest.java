package dev.ibkrbot.broker.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    private static final Instant AT = Instant.parse("2026-11-20T15:00:00Z");
    private static final Stock SPY = Stock.of("SPY");

    @Test
    void refusesOrdersThatCannotBe() {
        assertThatThrownBy(() -> order(1, SPY, 0, Optional.empty())).hasMessage("order quantity is not positive: 0");
        assertThatThrownBy(() -> order(1, new Index(new Symbol("VIX"), Currency.USD), 1, Optional.empty()))
                .hasMessage("an index cannot be traded: VIX");
        assertThatThrownBy(() -> order(1, SPY, 1, Optional.of(1))).hasMessage("an order is not its own parent: 1");
    }

    @Test
    void groupsChildrenBehindTheirParent() {
        Order parent = order(1, SPY, 1, Optional.empty());
        Order child = order(2, SPY, 1, Optional.of(1));

        assertThat(new OrderGroup(List.of(parent, child)).first()).isEqualTo(parent);
        assertThat(OrderGroup.single(child)).isEqualTo(new OrderGroup(List.of(child)));
        assertThatThrownBy(() -> new OrderGroup(List.of(parent, order(3, SPY, 1, Optional.of(2)))))
                .hasMessage("order 3 is not a child of 1");
        assertThatThrownBy(() -> new OrderGroup(List.of(parent, order(3, SPY, 1, Optional.empty()))))
                .hasMessage("order 3 is not a child of 1");
        assertThatThrownBy(() -> new OrderGroup(List.of())).hasMessage("an order group without orders");
    }

    @Test
    void namesThePricesOfItsTerms() {
        Price low = Price.of("9");
        Price high = Price.of("10");
        List<OrderTerms> terms = List.of(
                new OrderTerms.Market(),
                new OrderTerms.Limit(high),
                new OrderTerms.Stop(low),
                new OrderTerms.StopLimit(low, high),
                new OrderTerms.Trailing(low));

        assertThat(terms.stream().map(OrderTerms::limitPrice).toList())
                .containsExactly(
                        Optional.empty(), Optional.of(high), Optional.empty(), Optional.of(high), Optional.empty());
        assertThat(terms.stream().map(OrderTerms::triggerPrice).toList())
                .containsExactly(
                        Optional.empty(), Optional.empty(), Optional.of(low), Optional.of(low), Optional.empty());
        assertThat(terms.stream().map(Object::toString).toList())
                .containsExactly("MKT", "LMT 10.00", "STP 9.00", "STP LMT 9.00 10.00", "TRAIL 9.00");
        assertThatThrownBy(() -> new OrderTerms.Trailing(Price.ZERO))
                .hasMessage("trailing distance is not positive: 0.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "é", "1234567890123456789012345", "a\n"})
    void refusesRefsThatDoNotSurviveTheWire(String text) {
        assertThatThrownBy(() -> new OrderRef(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "run/7:entry-1+x", "123456789012345678901234", "!~"})
    void acceptsPrintableRefs(String text) {
        assertThat(new OrderRef(text)).hasToString(text);
    }

    @Test
    void checksItsIdentifiers() {
        assertThatThrownBy(() -> new OrderId(0)).hasMessage("order id is not positive: 0");
        assertThatThrownBy(() -> new ExecutionId(" ")).hasMessage("execution id is blank");
        assertThatThrownBy(() -> new OcaGroup("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ApprovalDigest("0".repeat(63))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ApprovalDigest("A".repeat(64))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new OrderId(9)).isLessThan(new OrderId(10));
    }

    @Test
    void takesTheTimeOfAFillFromItsExecution() {
        Execution execution = new Execution(
                new ExecutionId("e"),
                new OrderId(1),
                new OrderRef("r"),
                SPY,
                Side.SELL,
                Quantity.ONE,
                Price.of("100"),
                AT);
        List<OrderEvent> events = List.of(
                new OrderEvent.Accepted(new OrderId(1), new OrderRef("r"), AT),
                new OrderEvent.Filled(execution),
                new OrderEvent.Charged(new ExecutionId("e"), Money.usd("1"), AT),
                new OrderEvent.Canceled(new OrderId(1), new OrderRef("r"), "asked", AT),
                new OrderEvent.Rejected(new OrderId(1), new OrderRef("r"), 201, "funds", AT),
                new OrderEvent.Busted(new ExecutionId("e"), "clearly erroneous", AT));

        assertThat(events).allMatch(event -> event.at().equals(AT));
        assertThat(events.stream()
                        .map(event -> event.match(
                                it -> "accepted",
                                it -> "filled",
                                it -> "charged",
                                it -> "canceled",
                                it -> "rejected",
                                it -> "busted"))
                        .toList())
                .containsExactly("accepted", "filled", "charged", "canceled", "rejected", "busted");
        assertThatThrownBy(() -> new Execution(
                        execution.id(),
                        execution.orderId(),
                        execution.ref(),
                        SPY,
                        Side.SELL,
                        Quantity.ZERO,
                        Price.of("100"),
                        AT))
                .hasMessage("executed quantity is not positive: 0");
    }

    @Test
    @Tag("O30")
    void tellsACorrectionFromAnotherFill() {
        ExecutionId first = new ExecutionId("0000e0d5.67c2.01.01");
        ExecutionId second = new ExecutionId("0000e0d5.67c2.01.02");

        assertThat(second.corrects(first)).isTrue();
        assertThat(first.corrects(second)).isFalse();
        assertThat(first.corrects(first)).isFalse();
        assertThat(new ExecutionId("0000e0d5.67c2.01.10").corrects(second)).isTrue();
        assertThat(new ExecutionId("0000e0d5.67c2.02.02").corrects(first)).isFalse();
        assertThat(second.base()).isEqualTo(first.base()).isEqualTo("0000e0d5.67c2.01");
        assertThat(new ExecutionId("stub-2").corrects(new ExecutionId("stub-1")))
                .isFalse();
        assertThat(new ExecutionId("a.b").base()).isEqualTo("a.b");
        assertThat(new ExecutionId("a.").base()).isEqualTo("a.");
        assertThat(new ExecutionId(".7").base()).isEqualTo(".7");
        assertThat(new ExecutionId("a.12345678901").base()).isEqualTo("a.12345678901");
    }

    @Test
    void knowsSidesAndRoles() {
        assertThat(Side.BUY.opposite()).isEqualTo(Side.SELL);
        assertThat(Side.SELL.opposite()).isEqualTo(Side.BUY);
        assertThat(OrderRole.values()).allMatch(role -> role.isExit() == (role != OrderRole.ENTRY));
    }

    private static Order order(int id, Instrument instrument, long quantity, Optional<Integer> parent) {
        return new Order(
                new OrderId(id),
                new OrderRef("r" + id),
                OrderRole.ENTRY,
                instrument,
                Side.BUY,
                Quantity.of(quantity),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                parent.map(OrderId::new),
                Optional.empty(),
                new ApprovalDigest("0".repeat(64)));
    }
}
