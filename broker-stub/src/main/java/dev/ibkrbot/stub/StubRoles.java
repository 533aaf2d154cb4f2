package dev.ibkrbot.stub;

import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.TradingSession;
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
import java.util.concurrent.CompletionStage;

/** The roles a broker plays, and its clock. */
final class StubRoles implements QuoteSource, OrderEntry, Accounts, Timeline {
    private final StubBroker broker;

    StubRoles(StubBroker broker) {
        this.broker = broker;
    }

    @Override
    public CompletionStage<Quote> quote(Instrument instrument) {
        return broker.answer(StubCall.QUOTE, () -> broker.market.quote(instrument, broker.now));
    }

    @Override
    public CompletionStage<OptionQuote> optionQuote(OptionContract contract) {
        return broker.answer(StubCall.OPTION_QUOTE, () -> broker.market.optionQuote(contract, broker.now));
    }

    @Override
    public CompletionStage<BarSeries> bars(BarRequest request) {
        return broker.answer(StubCall.BARS, () -> broker.market.bars(request, broker.now));
    }

    @Override
    public CompletionStage<NavigableSet<LocalDate>> expirations(Symbol underlying) {
        return broker.answer(StubCall.EXPIRATIONS, () -> broker.market.expirations(underlying, broker.now));
    }

    @Override
    public CompletionStage<OptionChain> optionChain(Symbol underlying, LocalDate expiration) {
        return broker.answer(StubCall.OPTION_CHAIN, () -> broker.market.chain(underlying, expiration, broker.now));
    }

    @Override
    public CompletionStage<PriceGrid> priceGrid(Instrument instrument) {
        return broker.answer(StubCall.PRICE_GRID, () -> broker.market.grid(instrument));
    }

    @Override
    public void submit(OrderGroup group) {
        synchronized (broker.lock) {
            broker.requireReady();
            broker.orders.submit(group, broker.market, broker.now);
        }
    }

    @Override
    public void cancel(OrderId orderId) {
        synchronized (broker.lock) {
            broker.requireReady();
            broker.orders.cancelRequests.add(orderId);
            broker.orders.cancel(orderId, "Canceled by request", broker.now);
        }
    }

    @Override
    public CompletionStage<WhatIf> preview(Order order) {
        return broker.answer(StubCall.PREVIEW, () -> broker.market.preview(order, broker.equity, broker.now));
    }

    @Override
    public CompletionStage<List<OpenOrder>> openOrders() {
        return broker.answer(StubCall.OPEN_ORDERS, broker.orders::open);
    }

    @Override
    public CompletionStage<List<Execution>> executions() {
        return broker.answer(StubCall.EXECUTIONS, broker.orders::executions);
    }

    @Override
    public AccountId account() {
        synchronized (broker.lock) {
            if (!broker.wasConnected()) {
                throw new IllegalStateException("not connected yet");
            }
            return StubBroker.ACCOUNT;
        }
    }

    @Override
    public CompletionStage<AccountSnapshot> snapshot() {
        return broker.answer(
                StubCall.SNAPSHOT,
                () -> new AccountSnapshot(
                        StubBroker.ACCOUNT,
                        broker.equity,
                        broker.availableFunds,
                        Money.zero(broker.equity.currency()),
                        broker.now));
    }

    @Override
    public CompletionStage<List<Position>> positions() {
        return broker.answer(StubCall.POSITIONS, () -> List.copyOf(broker.orders.positions.values()));
    }

    @Override
    public Instant instant() {
        synchronized (broker.lock) {
            return broker.now;
        }
    }

    @Override
    public Optional<Instant> next() {
        synchronized (broker.lock) {
            Instant minute = Instant.ofEpochSecond(Math.floorDiv(broker.now.getEpochSecond(), 60) * 60 + 60);
            return broker.market
                    .calendar
                    .session(broker.market.calendar.tradingDate(broker.now))
                    .map(TradingSession::close)
                    .filter(close -> !minute.isAfter(close))
                    .map(close -> minute);
        }
    }

    @Override
    public void advanceTo(Instant moment) {
        synchronized (broker.lock) {
            if (moment.isBefore(broker.now)) {
                throw new IllegalArgumentException(moment + " is before the present " + broker.now);
            }
            broker.now = moment;
        }
    }

    @Override
    public OrderId lowestFreeId() {
        return broker.lowestFreeId();
    }
}
