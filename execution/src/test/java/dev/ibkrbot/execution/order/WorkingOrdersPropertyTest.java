package dev.ibkrbot.execution.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
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
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WorkingOrdersPropertyTest {
    private static final Instant AT = Instant.parse("2026-11-18T15:30:00Z");
    private static final int RUNS = 20_000;
    private static final Stock SPY = Stock.of("SPY");
    private static final ApprovalDigest DIGEST = new ApprovalDigest("cd".repeat(32));
    private static final Order ORDER = new Order(
            new OrderId(1),
            new OrderRef("B1-E"),
            OrderRole.ENTRY,
            SPY,
            Side.BUY,
            Quantity.of(10),
            new OrderTerms.Limit(Price.of("5.00")),
            TimeInForce.DAY,
            Optional.empty(),
            Optional.empty(),
            DIGEST);

    private static Trade trade() {
        Signal signal = new Signal("s", SignalAction.BUY, Percent.ZERO, "r", AT);
        return new Trade(new TradeOrigin(
                new SignalId("x"),
                signal,
                SPY.symbol(),
                SPY,
                Side.BUY,
                Price.of("5.00"),
                new ExitPlan(Optional.empty(), Optional.empty()),
                PriceGrid.CENT,
                Quantity.of(10),
                DIGEST,
                Optional.empty()));
    }

    /** Everything that happened to the order, once each: what the books must say in whatever order it is told. */
    private record Truth(List<OrderEvent> events, int filled, boolean canceled) {
        /** A dollar for each fill, told once. */
        List<OrderChange> charges(TrackedOrder order) {
            return events.stream()
                    .filter(OrderEvent.Charged.class::isInstance)
                    .map(event -> ((OrderEvent.Charged) event).executionId())
                    .<OrderChange>map(id -> new OrderChange.Charged(order, id, id, false, true, Money.usd("1")))
                    .toList();
        }

        static Truth random(SplittableRandom random) {
            List<OrderEvent> events = new ArrayList<>();
            int filled = 0;
            events.add(new OrderEvent.Accepted(ORDER.id(), ORDER.ref(), AT));
            for (int i = 0; filled < 10 && i < 4; i++) {
                int part = 1 + random.nextInt(10 - filled);
                if (random.nextBoolean()) {
                    filled += part;
                    events.add(new OrderEvent.Filled(execution("x" + i, part)));
                    events.add(new OrderEvent.Charged(new ExecutionId("x" + i), Money.usd("1"), AT));
                }
            }
            boolean canceled = filled < 10 && random.nextBoolean();
            if (canceled) {
                events.add(new OrderEvent.Canceled(ORDER.id(), ORDER.ref(), "why", AT));
            }
            return new Truth(events, filled, canceled);
        }

        OrderState state() {
            if (filled == 10) {
                return OrderState.FILLED;
            }
            return canceled ? OrderState.CANCELED : OrderState.WORKING;
        }
    }

    private static Execution execution(String id, int quantity) {
        return new Execution(
                new ExecutionId(id),
                ORDER.id(),
                ORDER.ref(),
                SPY,
                Side.BUY,
                Quantity.of(quantity),
                Price.of("5.00"),
                AT);
    }

    @Test
    @Tag("TR")
    void endsTheSameHoweverReportsRepeatAndComeOutOfOrder() {
        for (int seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Truth truth = Truth.random(random);
            List<OrderEvent> told = new ArrayList<>(truth.events());
            for (OrderEvent event : truth.events()) {
                for (int copies = random.nextInt(3); copies > 0; copies--) {
                    told.add(event);
                }
            }
            Collections.shuffle(told, new Random(seed));

            WorkingOrders orders = new WorkingOrders();
            TrackedOrder order = orders.track(ORDER, trade(), AT);
            orders.sent(order);
            int trades = 0;
            List<OrderChange> charges = new ArrayList<>();
            for (OrderEvent event : told) {
                OrderChange change = orders.apply(event);
                charges.add(change);
                if (change instanceof OrderChange.Traded traded) {
                    trades++;
                    charges.addAll(orders.chargesWaitingFor(traded.execution()));
                }
            }

            String what = "seed " + seed + ", told " + told;
            assertThat(order.filled()).as(what).isEqualTo(Quantity.of(truth.filled()));
            assertThat(order.state()).as(what).isEqualTo(truth.state());
            assertThat(trades).as(what).isEqualTo((int) truth.events().stream()
                    .filter(OrderEvent.Filled.class::isInstance)
                    .count());
            assertThat(charges)
                    .as(what)
                    .filteredOn(OrderChange.Charged.class::isInstance)
                    .containsExactlyInAnyOrderElementsOf(truth.charges(order));
        }
    }

    @Test
    void callsWhatItNeverSentForeign() {
        WorkingOrders orders = new WorkingOrders();
        OrderEvent.Filled filled = new OrderEvent.Filled(execution("x", 1));

        assertThat(orders.apply(filled)).isEqualTo(new OrderChange.Foreign(filled));
        assertThat(orders.apply(filled)).isEqualTo(new OrderChange.Nothing());
    }

    @Test
    void bringsALostOrderBackWhenTheBrokerHasItAfterAll() {
        WorkingOrders orders = new WorkingOrders();
        TrackedOrder order = orders.track(ORDER, trade(), AT);
        orders.settle(order, OrderState.LOST, "not listed");

        orders.apply(new OrderEvent.Accepted(ORDER.id(), ORDER.ref(), AT));

        assertThat(order.state()).isEqualTo(OrderState.WORKING);
    }

    @Test
    void countsWhatIsInDoubtAsOpen() {
        WorkingOrders orders = new WorkingOrders();
        TrackedOrder order = orders.track(ORDER, trade(), AT);
        orders.sent(order);

        orders.doubtUnanswered(false);

        assertThat(order.state()).isEqualTo(OrderState.IN_DOUBT);
        assertThat(orders.open()).containsExactly(order.open());
    }
}
