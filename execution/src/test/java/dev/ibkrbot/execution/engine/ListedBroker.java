package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A broker whose lists are told otherwise than they are, that forgets cancels, and that refuses orders, as the test
 * wants.
 */
final class ListedBroker implements Broker, OrderEntry, Accounts {
    private final Broker broker;
    UnaryOperator<CompletionStage<List<OpenOrder>>> openOrders = UnaryOperator.identity();
    UnaryOperator<CompletionStage<List<Execution>>> executions = UnaryOperator.identity();
    UnaryOperator<CompletionStage<List<CompletedOrder>>> completed = UnaryOperator.identity();
    UnaryOperator<CompletionStage<List<Position>>> positions = UnaryOperator.identity();
    final List<OrderId> forgotten = new ArrayList<>();
    boolean forgetsCancels;
    Breaks breaks = Breaks.NEVER;
    Predicate<Order> refuses = order -> false;
    Consumer<Order> refused = order -> {};

    /** When the connection breaks while an order is sent. */
    enum Breaks {
        NEVER,
        BEFORE_SENDING,
        AFTER_SENDING
    }

    ListedBroker(Broker broker) {
        this.broker = broker;
    }

    @Override
    public CompletionStage<List<OpenOrder>> openOrders() {
        return openOrders.apply(broker.orders().openOrders());
    }

    @Override
    public CompletionStage<List<Execution>> executions() {
        return executions.apply(broker.orders().executions());
    }

    @Override
    public CompletionStage<List<CompletedOrder>> completedOrders() {
        return completed.apply(broker.orders().completedOrders());
    }

    @Override
    public CompletionStage<List<Position>> positions() {
        return positions.apply(broker.accounts().positions());
    }

    @Override
    public AccountId account() {
        return broker.accounts().account();
    }

    @Override
    public CompletionStage<AccountSnapshot> snapshot() {
        return broker.accounts().snapshot();
    }

    @Override
    public void submit(OrderGroup group) {
        List<Order> taken = group.orders().stream().filter(refuses.negate()).toList();
        if (breaks != Breaks.BEFORE_SENDING && !taken.isEmpty()) {
            broker.orders().submit(new OrderGroup(taken));
        }
        group.orders().stream().filter(refuses).forEach(refused);
        if (breaks != Breaks.NEVER) {
            throw new BrokerException("the connection broke while an order was written", Recovery.RECONNECT);
        }
    }

    @Override
    public void cancel(OrderId orderId) {
        if (forgetsCancels) {
            forgotten.add(orderId);
        } else {
            broker.orders().cancel(orderId);
        }
    }

    @Override
    public CompletionStage<WhatIf> preview(Order order) {
        return broker.orders().preview(order);
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
        return this;
    }

    @Override
    public void close() {
        broker.close();
    }
}
