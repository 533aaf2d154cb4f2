package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A gateway tells the fill of a combination and beside it one of each leg; only the legs are charged for. */
class CombinationFillsTest {
    private final Bench bench = Bench.paper();

    private Order submit() {
        Order order = Bench.order(1);
        Combo combo = new Combo(
                Bench.SPY.symbol(), Currency.USD, List.of(new Combo.Leg(Bench.SPY, 1), new Combo.Leg(Bench.SPY, -2)));
        Order combination = new Order(
                order.id(),
                order.ref(),
                order.role(),
                combo,
                order.side(),
                order.quantity(),
                order.terms(),
                order.timeInForce(),
                Optional.empty(),
                Optional.empty(),
                order.approval());
        bench.broker.orders().submit(OrderGroup.single(combination));
        bench.time.settle();
        return combination;
    }

    private static OrderMessage.Fill ofBag(String execId, int quantity) {
        OrderMessage.Fill fill = Bench.fill(1, execId, quantity);
        WireContract bag = new WireContract(
                28_812_380, "SPY", "BAG", "", Optional.empty(), "", "", "SMART", "", "USD", "SPY", "COMB", List.of());
        return new OrderMessage.Fill(fill.requestId(), fill.orderId(), bag, fill.execution());
    }

    private static OrderMessage.Commission cost(String execId, String amount) {
        return new OrderMessage.Commission(execId, Optional.of(new BigDecimal(amount)), "USD", Optional.empty());
    }

    @Test
    @Tag("O41")
    @Tag("O31")
    void countsTheCombinationOnceAndTellsWhatEachLegCost() {
        Order order = submit();

        bench.send(cost("00e1.01.02.01", "1.30"));
        bench.send(ofBag("00e1.01.01.01", 10));
        bench.send(Bench.fill(1, "00e1.01.02.01", 10));
        bench.send(Bench.fill(1, "00e1.01.03.01", 20));
        bench.send(cost("00e1.01.03.01", "2.60"));
        bench.send(cost("00e1.01.03.01", "2.60"));

        assertThat(bench.kinds()).filteredOn("Filled"::equals).hasSize(1);
        assertThat(bench.events)
                .filteredOn(OrderEvent.Charged.class::isInstance)
                .extracting(event -> (OrderEvent.Charged) event)
                .extracting(OrderEvent.Charged::executionId, OrderEvent.Charged::legOf, OrderEvent.Charged::commission)
                .containsExactly(
                        tuple(new ExecutionId("00e1.01.02.01"), Optional.of(order.ref()), Money.usd("1.30")),
                        tuple(new ExecutionId("00e1.01.03.01"), Optional.of(order.ref()), Money.usd("2.60")));
    }
}
