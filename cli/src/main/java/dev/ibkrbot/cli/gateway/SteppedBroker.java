package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.WhatIf;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A broker behind a wire, in simulated time, as one that answers at once, so that a stepped loop can drive it: each
 * question is waited for on the caller's thread, and what is reported is told on that thread too, after an order was
 * sent or time has moved. Confined to one thread.
 */
public final class SteppedBroker implements Broker {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Broker broker;
    private final Queue<Consumer<BrokerListener>> reports = new ConcurrentLinkedQueue<>();
    private Optional<BrokerListener> listener = Optional.empty();

    public SteppedBroker(Broker broker) {
        this.broker = broker;
    }

    /** What the wrapped broker is to be connected with, before this is used. */
    public BrokerListener collector() {
        return new BrokerListener() {
            @Override
            public void onOrderEvent(OrderEvent event) {
                reports.add(it -> it.onOrderEvent(event));
            }

            @Override
            public void onConnection(ConnectionState state) {
                reports.add(it -> it.onConnection(state));
            }

            @Override
            public void onNotice(BrokerNotice notice) {
                reports.add(it -> it.onNotice(notice));
            }

            @Override
            public void onSettlement(OptionSettlement settlement) {
                reports.add(it -> it.onSettlement(settlement));
            }
        };
    }

    /** The wrapped broker's time; moving it tells what the move has caused. */
    public Timeline timeline(Timeline timeline) {
        return new Timeline() {
            @Override
            public Instant instant() {
                return timeline.instant();
            }

            @Override
            public Optional<Instant> next() {
                return timeline.next();
            }

            @Override
            public void advanceTo(Instant moment) {
                timeline.advanceTo(moment);
                tell();
            }
        };
    }

    private void tell() {
        if (listener.isPresent()) {
            for (Optional<Consumer<BrokerListener>> next = poll(); next.isPresent(); next = poll()) {
                next.get().accept(listener.get());
            }
        }
    }

    private Optional<Consumer<BrokerListener>> poll() {
        return Optional.ofNullable(reports.poll());
    }

    private static <T> CompletionStage<T> now(CompletionStage<T> stage, String what) {
        try {
            return CompletableFuture.completedFuture(Waiting.on(stage, PATIENCE, what));
        } catch (BrokerException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Void> connect(BrokerListener newListener) {
        listener = Optional.of(newListener);
        tell();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public ConnectionState connection() {
        return broker.connection();
    }

    @Override
    public QuoteSource quotes() {
        return new Quotes(broker.quotes());
    }

    @Override
    public OrderEntry orders() {
        return new Orders(broker.orders());
    }

    @Override
    public Accounts accounts() {
        return new Account(broker.accounts());
    }

    @Override
    public void close() {
        broker.close();
    }

    /** Waits for each answer. */
    private record Quotes(QuoteSource quotes) implements QuoteSource {
        @Override
        public CompletionStage<Quote> quote(Instrument instrument) {
            return now(quotes.quote(instrument), "a quote");
        }

        @Override
        public CompletionStage<OptionQuote> optionQuote(OptionContract contract) {
            return now(quotes.optionQuote(contract), "an option quote");
        }

        @Override
        public CompletionStage<BarSeries> bars(BarRequest request) {
            return now(quotes.bars(request), "bars");
        }

        @Override
        public CompletionStage<NavigableSet<LocalDate>> expirations(Symbol underlying) {
            return now(quotes.expirations(underlying), "expirations");
        }

        @Override
        public CompletionStage<OptionChain> optionChain(Symbol underlying, LocalDate expiration) {
            return now(quotes.optionChain(underlying, expiration), "a chain");
        }

        @Override
        public CompletionStage<PriceGrid> priceGrid(Instrument instrument) {
            return now(quotes.priceGrid(instrument), "price steps");
        }
    }

    /** Sends, and asks what is open so that the answers to what was sent are here before time moves. */
    private final class Orders implements OrderEntry {
        private final OrderEntry orders;

        Orders(OrderEntry orders) {
            this.orders = orders;
        }

        @Override
        public void submit(OrderGroup group) {
            orders.submit(group);
            settle();
        }

        @Override
        public void cancel(OrderId orderId) {
            orders.cancel(orderId);
            settle();
        }

        private void settle() {
            Waiting.on(orders.openOrders(), PATIENCE, "the open orders");
            tell();
        }

        @Override
        public CompletionStage<WhatIf> preview(dev.ibkrbot.broker.order.Order order) {
            return now(orders.preview(order), "a what-if");
        }

        @Override
        public CompletionStage<List<OpenOrder>> openOrders() {
            return now(orders.openOrders(), "the open orders");
        }

        @Override
        public CompletionStage<List<CompletedOrder>> completedOrders() {
            return now(orders.completedOrders(), "the completed orders");
        }

        @Override
        public OrderId lowestFreeId() {
            return orders.lowestFreeId();
        }

        @Override
        public CompletionStage<List<Execution>> executions() {
            return now(orders.executions(), "the executions");
        }
    }

    /** Waits for each answer. */
    private record Account(Accounts accounts) implements Accounts {
        @Override
        public AccountId account() {
            return accounts.account();
        }

        @Override
        public CompletionStage<AccountSnapshot> snapshot() {
            return now(accounts.snapshot(), "the account");
        }

        @Override
        public CompletionStage<List<Position>> positions() {
            return now(accounts.positions(), "the positions");
        }
    }
}
