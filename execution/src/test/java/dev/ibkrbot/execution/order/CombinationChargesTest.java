package dev.ibkrbot.execution.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Five vertical spreads are bought at 1.20; the broker charges for each leg by itself. */
class CombinationChargesTest {
    private static final Instant AT = Instant.parse("2026-11-18T15:30:00Z");
    private static final Symbol SPY = new Symbol("SPY");
    private static final Combo SPREAD =
            new Combo(SPY, Currency.USD, List.of(new Combo.Leg(call("100"), 1), new Combo.Leg(call("105"), -1)));
    private static final OrderRef REF = new OrderRef("B1-E");
    private static final ApprovalDigest DIGEST = new ApprovalDigest("cd".repeat(32));

    private final WorkingOrders orders = new WorkingOrders();
    private final Trade trade = new Trade(new TradeOrigin(
            new SignalId("x"),
            new Signal("s", SignalAction.BUY, Percent.ZERO, "r", AT),
            SPY,
            SPREAD,
            Side.BUY,
            Price.of("1.20"),
            new ExitPlan(Optional.empty(), Optional.empty()),
            PriceGrid.CENT,
            Quantity.of(5),
            DIGEST,
            Optional.empty()));

    private static Instrument call(String strike) {
        return OptionContract.equity(SPY, LocalDate.of(2026, 11, 20), Price.of(strike), Right.CALL);
    }

    private void enter() {
        Order order = new Order(
                new OrderId(1),
                REF,
                OrderRole.ENTRY,
                SPREAD,
                Side.BUY,
                Quantity.of(5),
                new OrderTerms.Limit(Price.of("1.20")),
                TimeInForce.DAY,
                Optional.empty(),
                Optional.empty(),
                DIGEST);
        trade.add(orders.track(order, trade, AT));
    }

    private void fill() {
        Execution execution = new Execution(
                new ExecutionId("e.01.01"),
                new OrderId(1),
                REF,
                SPREAD,
                Side.BUY,
                Quantity.of(5),
                Price.of("1.20"),
                AT);
        OrderChange.Traded change = (OrderChange.Traded) orders.apply(new OrderEvent.Filled(execution));
        trade.traded(change.order(), execution);
        orders.chargesWaitingFor(execution).forEach(it -> trade.charged((OrderChange.Charged) it));
    }

    private void charge(String id, Optional<OrderRef> legOf, String amount) {
        OrderChange change = orders.apply(new OrderEvent.Charged(new ExecutionId(id), legOf, Money.usd(amount), AT));
        if (change instanceof OrderChange.Charged it) {
            trade.charged(it);
        }
    }

    @Test
    @Tag("O41")
    @Tag("O31")
    void addsTheChargesOfTheLegsWheneverTheyCome() {
        enter();
        charge("e.02.01", Optional.of(REF), "3.25");
        fill();
        assertThat(trade.isFullyCharged()).isFalse();
        // One leg of five contracts is still to come.
        assertThat(trade.expectedFees()).isEqualTo(Money.usd("5.50"));

        charge("e.03.01", Optional.of(REF), "3.30");
        charge("e.03.01", Optional.of(REF), "3.30");

        assertThat(trade.isFullyCharged()).isTrue();
        assertThat(trade.expectedFees()).isEqualTo(Money.usd("0"));
        assertThat(trade.fees()).isEqualTo(Money.usd("6.55"));
    }

    @Test
    @Tag("O31")
    void takesOneChargeForTheWholeCombinationWhereABrokerTellsOnlyThat() {
        enter();
        fill();
        assertThat(trade.expectedFees()).isEqualTo(Money.usd("11"));

        charge("e.01.01", Optional.empty(), "6.50");

        assertThat(trade.isFullyCharged()).isTrue();
        assertThat(trade.fees()).isEqualTo(Money.usd("6.50"));
    }

    @Test
    @Tag("O30")
    @Tag("O31")
    void replacesTheChargeOfALegByThatOfItsCorrection() {
        enter();
        fill();
        charge("e.02.01", Optional.of(REF), "3.25");

        charge("e.02.02", Optional.of(REF), "3.00");

        assertThat(trade.fees()).isEqualTo(Money.usd("3.00"));
        assertThat(trade.isFullyCharged()).isFalse();
    }
}
