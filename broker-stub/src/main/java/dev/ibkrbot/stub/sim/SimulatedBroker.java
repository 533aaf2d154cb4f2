package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
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
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * A broker that is a simulation: a {@link Market}, an exchange that trades at its prices, and an account. Its time stands
 * still until {@link #timeline()} is moved. Stages are complete when they are returned; order events are reported while
 * time is moved, or during {@code submit} and {@code cancel}, on the caller's thread. Thread-safe by one lock.
 */
public final class SimulatedBroker implements Broker {
    /** The account of every simulated broker: a paper account. */
    public static final AccountId ACCOUNT = new AccountId("DSIM001");

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Object lock = new Object();
    /** The next moment of the exchange, so that the driver nearly never locks to ask; written under the lock. */
    private final AtomicLong next = new AtomicLong(UNKNOWN);

    private final SimulatedExchange exchange;
    private final boolean dryRunOnly;
    private final Timeline timeline = new SimulatedTimeline();
    private final QuoteSource quotes = new SimulatedQuotes();
    private final OrderEntry orders = new SimulatedOrders();
    private final Accounts accounts = new SimulatedAccounts();
    private ConnectionState state = ConnectionState.DISCONNECTED;
    private Optional<BrokerListener> listener = Optional.empty();

    private SimulatedBroker(Builder builder) {
        exchange = new SimulatedExchange(
                builder.market,
                builder.start,
                builder.cash,
                builder.fills,
                builder.fees,
                builder.overnight,
                builder.writing);
        dryRunOnly = builder.dryRunOnly;
    }

    /** Begins a broker on this market; 100,000 USD, crossing fills and the standard fees unless said otherwise. */
    public static Builder on(Market market) {
        return new Builder(market);
    }

    /** Simulated time, which the driver moves; confined to the driver's thread. */
    public Timeline timeline() {
        return timeline;
    }

    /** Tells of splits and dividends in what is held, as they are booked. */
    public void reportCorporateActions(Consumer<CorporateAction.Effect> listener) {
        synchronized (lock) {
            exchange.reportActionsTo(listener);
        }
    }

    /** The account now, as {@code accounts().snapshot()} says. */
    public AccountSnapshot account() {
        synchronized (lock) {
            return exchange.snapshot(ACCOUNT);
        }
    }

    /**
     * Moves the time as {@link #timeline()} does, and hands over what the account is worth then and how many instruments
     * are held: for a curve sampled at every bar, under one lock. For the driver's thread.
     */
    public void advanceTo(Instant moment, ObjIntConsumer<Money> reader) {
        synchronized (lock) {
            moveTo(moment);
            reader.accept(exchange.worth(), exchange.openPositions());
        }
    }

    @Override
    public CompletionStage<Void> connect(BrokerListener newListener) {
        synchronized (lock) {
            if (state != ConnectionState.DISCONNECTED) {
                throw new IllegalStateException("connected before: " + state);
            }
            listener = Optional.of(newListener);
            exchange.reportTo(newListener::onOrderEvent, newListener::onSettlement);
            become(ConnectionState.CONNECTING);
            become(ConnectionState.READY);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public ConnectionState connection() {
        synchronized (lock) {
            return state;
        }
    }

    @Override
    public QuoteSource quotes() {
        return quotes;
    }

    @Override
    public OrderEntry orders() {
        return orders;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (state != ConnectionState.CLOSED) {
                become(ConnectionState.CLOSED);
                exchange.reportTo(event -> {}, settlement -> {});
            }
        }
    }

    private void moveTo(Instant moment) {
        if (moment.isBefore(exchange.now())) {
            throw new IllegalArgumentException(moment + " is before the present " + exchange.now());
        }
        next.setRelease(UNKNOWN);
        exchange.advanceTo(moment);
        next.setRelease(exchange.nextMoment());
    }

    private void become(ConnectionState next) {
        state = next;
        listener.ifPresent(it -> it.onConnection(next));
    }

    private void requireReady() {
        if (state != ConnectionState.READY) {
            throw new BrokerException("the simulated broker is " + state + ", not READY", Recovery.RECONNECT);
        }
    }

    private <T> CompletionStage<T> answer(Supplier<T> question) {
        synchronized (lock) {
            try {
                requireReady();
                return CompletableFuture.completedFuture(question.get());
            } catch (BrokerException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    private final class SimulatedTimeline implements Timeline {
        /** Without the lock: only the driver's thread may ask, and it alone moves the time. */
        @Override
        public Instant instant() {
            return exchange.now();
        }

        @Override
        public Optional<Instant> next() {
            long moment = next.getAcquire();
            if (moment == UNKNOWN) {
                synchronized (lock) {
                    moment = exchange.nextMoment();
                    next.setRelease(moment);
                }
            }
            return moment == Market.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochSecond(moment));
        }

        @Override
        public void advanceTo(Instant moment) {
            synchronized (lock) {
                moveTo(moment);
            }
        }
    }

    private final class SimulatedQuotes implements QuoteSource {
        @Override
        public CompletionStage<Quote> quote(Instrument instrument) {
            return answer(() -> exchange.market().quote(instrument, exchange.now()));
        }

        @Override
        public CompletionStage<OptionQuote> optionQuote(OptionContract contract) {
            return answer(() -> exchange.market().optionQuote(contract, exchange.now()));
        }

        @Override
        public CompletionStage<BarSeries> bars(BarRequest request) {
            long from = request.from().getEpochSecond() + (request.from().getNano() > 0 ? 1 : 0);
            return answer(() -> exchange.market()
                    .bars(
                            request.instrument(),
                            request.size(),
                            from,
                            exchange.now().getEpochSecond()));
        }

        @Override
        public CompletionStage<NavigableSet<LocalDate>> expirations(Symbol underlying) {
            return answer(() -> exchange.market().expirations(underlying, exchange.now()));
        }

        @Override
        public CompletionStage<OptionChain> optionChain(Symbol underlying, LocalDate expiration) {
            return answer(() -> exchange.market().optionChain(underlying, expiration, exchange.now()));
        }

        @Override
        public CompletionStage<PriceGrid> priceGrid(Instrument instrument) {
            return answer(() -> exchange.market().priceGrid(instrument, exchange.now()));
        }
    }

    private final class SimulatedOrders implements OrderEntry {
        @Override
        public void submit(OrderGroup group) {
            synchronized (lock) {
                requireReady();
                if (dryRunOnly) {
                    throw new IllegalStateException("opened for a dry run: orders cannot be submitted");
                }
                next.setRelease(UNKNOWN);
                exchange.submit(group);
            }
        }

        @Override
        public void cancel(OrderId orderId) {
            synchronized (lock) {
                requireReady();
                next.setRelease(UNKNOWN);
                exchange.cancel(orderId);
            }
        }

        @Override
        public CompletionStage<WhatIf> preview(Order order) {
            return answer(() -> exchange.rules().preview(order, exchange.now()));
        }

        @Override
        public CompletionStage<List<OpenOrder>> openOrders() {
            return answer(exchange::openOrders);
        }

        @Override
        public CompletionStage<List<Execution>> executions() {
            return answer(exchange::executions);
        }
    }

    private final class SimulatedAccounts implements Accounts {
        @Override
        public AccountId account() {
            synchronized (lock) {
                if (listener.isEmpty()) {
                    throw new IllegalStateException("not connected yet");
                }
                return ACCOUNT;
            }
        }

        @Override
        public CompletionStage<AccountSnapshot> snapshot() {
            return answer(() -> exchange.snapshot(ACCOUNT));
        }

        @Override
        public CompletionStage<List<Position>> positions() {
            return answer(exchange::positions);
        }
    }

    /** Collects the settings of a broker. Confined to one thread. */
    public static final class Builder {
        private final Market market;
        private Instant start;
        private Money cash = Money.usd("100000");
        private FillModel fills = FillModel.cross();
        private FeeSchedule fees = FeeSchedule.standard();
        private Overnight overnight = Overnight.NOTHING;
        private boolean writing;
        private boolean dryRunOnly;

        private Builder(Market market) {
            this.market = market;
            start = market.start();
        }

        /** Where time begins instead of the market's start. */
        public Builder startingAt(Instant moment) {
            start = moment;
            return this;
        }

        /** What the account begins with. */
        public Builder cash(Money amount) {
            cash = amount;
            return this;
        }

        public Builder fills(FillModel model) {
            fills = model;
            return this;
        }

        public Builder fees(FeeSchedule schedule) {
            fees = schedule;
            return this;
        }

        /** What makes the holders of written options exercise early; {@link Overnight#NOTHING} unless said otherwise. */
        public Builder overnight(Overnight nights) {
            overnight = nights;
            return this;
        }

        /** Lets entries sell options that are not held, as far as the funds carry them. */
        public Builder writingOptions() {
            writing = true;
            return this;
        }

        /** Opens it so that {@code submit} throws {@link IllegalStateException}: the lowest guard of a dry run. */
        public Builder openedForDryRun() {
            dryRunOnly = true;
            return this;
        }

        public SimulatedBroker build() {
            return new SimulatedBroker(this);
        }
    }
}
