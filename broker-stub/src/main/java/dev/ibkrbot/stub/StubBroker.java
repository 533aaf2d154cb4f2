package dev.ibkrbot.stub;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A broker of fixed answers: every stock is 100 at 99.9 / 100.1 with a volume of 1,000,000, every option 2.5 at 2.45 /
 * 2.55 with 5,000, strikes are 99, 100 and 101 on the next four weekly expirations, there are sixty rising minutes that
 * end at the starting moment, and the account holds 100,000 USD. It accepts orders and trades nothing: the script fills,
 * rejects and cancels them. Stages are complete when returned; events come on the caller's thread. Thread-safe by one
 * lock.
 */
public final class StubBroker implements Broker {
    public static final AccountId ACCOUNT = new AccountId("DSTUB01");
    /** Wednesday, half past ten in New York: a session that is one hour old. */
    public static final Instant DEFAULT_START = Instant.parse("2026-11-18T15:30:00Z");

    final Object lock = new Object();
    final StubQuotes market;
    final StubOrders orders = new StubOrders();
    private final StubFailures failures = new StubFailures();
    private final StubRoles roles = new StubRoles(this);
    final Money equity;
    final Money availableFunds;
    Instant now;
    private ConnectionState state = ConnectionState.DISCONNECTED;
    private Optional<BrokerListener> listener = Optional.empty();

    private StubBroker(Builder builder) {
        market = builder.market;
        now = builder.start;
        equity = builder.equity;
        availableFunds = builder.availableFunds.orElse(builder.equity);
        builder.positions.forEach(position -> orders.positions.put(position.instrument(), position));
    }

    /** The fixed answers as they are. */
    public static StubBroker withFixedAnswers() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    // The script.

    /** Time that stands until it is moved: {@code next()} is the next whole minute of the session, if there is one. */
    public Timeline timeline() {
        return roles;
    }

    /** Everything that was submitted, in order. */
    public List<OrderGroup> submitted() {
        synchronized (lock) {
            return List.copyOf(orders.submitted);
        }
    }

    /** Every cancel that was asked for, in order. */
    public List<OrderId> cancelRequests() {
        synchronized (lock) {
            return List.copyOf(orders.cancelRequests);
        }
    }

    /** Fails the next so many of these calls; 0 ends it. */
    public void fail(StubCall call, int times, Recovery recovery) {
        synchronized (lock) {
            failures.plan(call, times, recovery);
        }
    }

    /** Trades part or all of an open order and reports it. {@link IllegalArgumentException} if it has not so much left. */
    public Execution fill(OrderId orderId, Quantity quantity, Price price) {
        synchronized (lock) {
            return orders.fill(orderId, quantity, price, now);
        }
    }

    /** Reports what a fill cost. */
    public void charge(ExecutionId executionId, Money commission) {
        synchronized (lock) {
            orders.events.accept(new OrderEvent.Charged(executionId, commission, now));
        }
    }

    /** Rejects an open order. */
    public void reject(OrderId orderId, int code, String reason) {
        synchronized (lock) {
            orders.reject(orderId, new StubOrders.Refusal(code, reason), now);
        }
    }

    OrderId lowestFreeId() {
        synchronized (lock) {
            return orders.lowestFreeId;
        }
    }

    /** Rejects the next group when it is submitted. */
    public void rejectNext(int code, String reason) {
        synchronized (lock) {
            orders.nextRefusal = Optional.of(new StubOrders.Refusal(code, reason));
        }
    }

    /** What the broker says is the lowest id it takes; 1 unless said otherwise. */
    public void lowestFreeId(OrderId id) {
        synchronized (lock) {
            orders.lowestFreeId = id;
        }
    }

    /** Cancels an open order as if the exchange did. */
    public void cancelAtBroker(OrderId orderId, String reason) {
        synchronized (lock) {
            orders.cancel(orderId, reason, now);
        }
    }

    /** Takes orders from now on without saying that it accepted them, as if the answer was lost. */
    public void stayReadyButSilent() {
        synchronized (lock) {
            orders.silent = true;
        }
    }

    /** Reports an event as it is. */
    public void report(OrderEvent event) {
        synchronized (lock) {
            orders.events.accept(event);
        }
    }

    /** Reports another state of the connection: DISCONNECTED and READY again, for instance. */
    public void becomes(ConnectionState next) {
        synchronized (lock) {
            state = next;
            listener.ifPresent(it -> it.onConnection(next));
        }
    }

    /** Puts another quote of a stock, an index or, with its contract, an option in the place of the fixed one. */
    public void quote(Quote quote) {
        synchronized (lock) {
            market.put(quote);
        }
    }

    /** Puts other bars in the place of those of the same size. */
    public void bars(BarSeries bars) {
        synchronized (lock) {
            market.bars.put(bars.barSize(), bars);
        }
    }

    // The broker.

    @Override
    public CompletionStage<Void> connect(BrokerListener newListener) {
        synchronized (lock) {
            if (listener.isPresent() || state != ConnectionState.DISCONNECTED) {
                throw new IllegalStateException("connected before: " + state);
            }
            listener = Optional.of(newListener);
            orders.events = newListener::onOrderEvent;
            becomes(ConnectionState.CONNECTING);
            try {
                failures.check(StubCall.CONNECT);
            } catch (BrokerException e) {
                becomes(ConnectionState.DISCONNECTED);
                return CompletableFuture.failedFuture(e);
            }
            becomes(ConnectionState.READY);
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public ConnectionState connection() {
        synchronized (lock) {
            return state;
        }
    }

    @Override
    public QuoteSource quotes() {
        return roles;
    }

    @Override
    public OrderEntry orders() {
        return roles;
    }

    @Override
    public Accounts accounts() {
        return roles;
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (state != ConnectionState.CLOSED) {
                becomes(ConnectionState.CLOSED);
            }
        }
    }

    boolean wasConnected() {
        return listener.isPresent();
    }

    void requireReady() {
        if (state != ConnectionState.READY) {
            throw new BrokerException("the stub broker is " + state + ", not READY", Recovery.RECONNECT);
        }
    }

    <T> CompletionStage<T> answer(StubCall call, Supplier<T> question) {
        synchronized (lock) {
            try {
                requireReady();
                failures.check(call);
                return CompletableFuture.completedFuture(question.get());
            } catch (BrokerException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    /** Collects other answers. Confined to one thread; builds one broker. */
    public static final class Builder {
        private final StubQuotes market = new StubQuotes();
        private final List<Position> positions = new ArrayList<>();
        private Instant start = DEFAULT_START;
        private Money equity = Money.usd("100000");
        private Optional<Money> availableFunds = Optional.empty();

        private Builder() {}

        /** The present at the beginning; the sixty bars end here. */
        public Builder at(Instant moment) {
            start = moment;
            return this;
        }

        /** What every stock costs; bid and ask lie 0.1 to either side. */
        public Builder last(Price price) {
            market.last = price;
            return this;
        }

        public Builder strikes(Price... strikes) {
            market.strikes = List.of(strikes);
            return this;
        }

        /** The legal prices of every option; penny class unless said otherwise. */
        public Builder optionGrid(PriceGrid grid) {
            market.optionGrid = grid;
            return this;
        }

        /** How current the quotes say they are. */
        public Builder quality(DataQuality quality) {
            market.quality = quality;
            return this;
        }

        /** Bars of one size and all symbols; visible as they end. */
        public Builder bars(BarSeries bars) {
            market.bars.put(bars.barSize(), bars);
            return this;
        }

        /** Nothing is known of this symbol. */
        public Builder unknown(Symbol symbol) {
            market.unknown.add(symbol);
            return this;
        }

        public Builder equity(Money amount) {
            equity = amount;
            return this;
        }

        /** Available funds where they are not the equity. */
        public Builder availableFunds(Money amount) {
            availableFunds = Optional.of(amount);
            return this;
        }

        /** Something held from the beginning. */
        public Builder position(Position position) {
            positions.add(position);
            return this;
        }

        public StubBroker build() {
            market.bars.putIfAbsent(BarSize.ONE_MINUTE, StubBars.rising(start));
            return new StubBroker(this);
        }
    }
}
