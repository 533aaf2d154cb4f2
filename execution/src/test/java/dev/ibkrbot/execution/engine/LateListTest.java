package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.WhatIf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The broker's list of orders is made when it is asked for and comes a while later. */
class LateListTest {
    private final EngineScene scene = new EngineScene();
    private final LateBroker late = new LateBroker(scene.broker);

    /** Holds its list of open orders back until it is told to deliver it. */
    private static final class LateBroker implements Broker, OrderEntry {
        private final Broker broker;
        private boolean holdsBack;
        private CompletableFuture<List<OpenOrder>> heldBack = new CompletableFuture<>();
        private List<OpenOrder> list = List.of();

        LateBroker(Broker broker) {
            this.broker = broker;
        }

        void deliver() {
            heldBack.complete(list);
        }

        @Override
        public CompletionStage<List<OpenOrder>> openOrders() {
            CompletionStage<List<OpenOrder>> now = broker.orders().openOrders();
            if (!holdsBack) {
                return now;
            }
            list = now.toCompletableFuture().join();
            heldBack = new CompletableFuture<>();
            return heldBack;
        }

        @Override
        public void submit(OrderGroup group) {
            broker.orders().submit(group);
        }

        @Override
        public void cancel(OrderId orderId) {
            broker.orders().cancel(orderId);
        }

        @Override
        public CompletionStage<WhatIf> preview(Order order) {
            return broker.orders().preview(order);
        }

        @Override
        public CompletionStage<List<Execution>> executions() {
            return broker.orders().executions();
        }

        @Override
        public CompletionStage<Void> connect(BrokerListener listener) {
            return broker.connect(listener);
        }

        @Override
        public ConnectionState connection() {
            return broker.connection();
        }

        @Override
        public QuoteSource quotes() {
            return broker.quotes();
        }

        @Override
        public OrderEntry orders() {
            return this;
        }

        @Override
        public Accounts accounts() {
            return broker.accounts();
        }

        @Override
        public void close() {
            broker.close();
        }
    }

    @Test
    void doesNotBelieveAListOlderThanACancel() {
        scene.wrapped = Optional.of(late);
        scene.start().proposes("2.50");
        scene.advance(Duration.ofSeconds(285));
        scene.cycle();
        // The audit asks while the entry rests; the entry is canceled before the list arrives.
        scene.broker.timeline().advanceTo(EngineScene.START.plusSeconds(300));
        late.holdsBack = true;
        scene.settle();
        assertThat(late.list).hasSize(3);
        scene.cancelAtBroker(new OrderId(1));
        scene.advance(Duration.ofSeconds(1));

        late.deliver();
        scene.drain();

        assertThat(scene.engine.snapshot(EngineScene.START).workingOrders()).isEmpty();
        assertThat(scene.bodies("order")).noneMatch(body -> body.contains("listed by the broker"));
    }

    @Test
    void waitsForTheListThatMakesItReady() {
        scene.wrapped = Optional.of(late);
        late.holdsBack = true;
        scene.start().proposes("2.50");
        scene.cycle();
        assertThat(scene.skips()).containsExactly("not_ready");

        late.deliver();
        scene.drain();
        scene.cycle();

        assertThat(scene.broker.submitted()).hasSize(1);
    }
}
