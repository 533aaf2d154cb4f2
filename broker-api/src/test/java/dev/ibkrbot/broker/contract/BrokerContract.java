package dev.ibkrbot.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Broker} does. A subclass opens one during regular hours, with a stock that is quoted on both sides,
 * has ended minute bars and listed options, and an account that can buy ten shares of it and holds nothing.
 */
public abstract class BrokerContract {
    private static final ApprovalDigest APPROVAL = new ApprovalDigest("0".repeat(64));
    private static final long PATIENCE_SECONDS = 10;

    private final EventLog log = new EventLog();
    private Broker broker;
    private Stock stock;

    /** A new broker that is not connected yet. */
    protected abstract Broker open();

    /** The present of the broker that was opened last. */
    protected abstract Instant now();

    /** Lets a marketable order trade in full: time passes, or a script fills it. */
    protected abstract void letTrade(Order order);

    /** The stock described above. */
    protected Stock stock() {
        return Stock.of("SPY");
    }

    /** A stock the broker does not know. */
    protected Stock unknownStock() {
        return Stock.of("NOSUCH");
    }

    @BeforeEach
    void connect() throws Exception {
        broker = open();
        stock = stock();
        await(broker.connect(log));
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void isReadyWhenConnected() {
        assertThat(broker.connection()).isEqualTo(ConnectionState.READY);
        assertThat(log.states()).endsWith(ConnectionState.READY).doesNotHaveDuplicates();
        assertThat(broker.accounts().account()).isNotNull();
    }

    @Test
    void knowsNoAccountBeforeItIsConnected() {
        try (Broker fresh = open()) {
            assertThat(fresh.connection()).isEqualTo(ConnectionState.DISCONNECTED);
            assertThatIllegalStateException().isThrownBy(() -> fresh.accounts().account());
        }
    }

    @Test
    void connectsOnlyOnce() {
        assertThatIllegalStateException().isThrownBy(() -> broker.connect(log));
    }

    @Test
    void endsForGoodWhenClosed() {
        broker.close();
        broker.close();
        assertThat(broker.connection()).isEqualTo(ConnectionState.CLOSED);
        assertThat(failure(broker.quotes().quote(stock))).isInstanceOf(BrokerException.class);
        assertThat(failure(broker.accounts().snapshot())).isInstanceOf(BrokerException.class);
        Order order = order(1, Side.BUY, Price.of("1"));
        assertThatThrownBy(() -> broker.orders().submit(OrderGroup.single(order)))
                .isInstanceOf(BrokerException.class);
    }

    @Test
    void quotesAStockOnItsGrid() throws Exception {
        Quote quote = await(broker.quotes().quote(stock));
        PriceGrid grid = await(broker.quotes().priceGrid(stock));
        assertThat(quote.instrument()).isEqualTo(stock);
        assertThat(quote.isTwoSided()).isTrue();
        assertThat(grid.isLegal(quote.bid().orElseThrow())).isTrue();
        assertThat(grid.isLegal(quote.ask().orElseThrow())).isTrue();
        assertThat(quote.asOf()).isBeforeOrEqualTo(now());
    }

    @Test
    void failsForASymbolItDoesNotKnow() {
        assertThat(failure(broker.quotes().quote(unknownStock())))
                .isInstanceOfSatisfying(
                        BrokerException.class,
                        failure -> assertThat(failure.recovery()).isEqualTo(Recovery.SKIP_INSTRUMENT));
    }

    @Test
    void deliversOnlyBarsThatHaveEnded() throws Exception {
        BarSeries all = await(broker.quotes().bars(new BarRequest(stock, BarSize.ONE_MINUTE, Instant.EPOCH)));
        assertThat(all.barSize()).isEqualTo(BarSize.ONE_MINUTE);
        assertThat(all.isEmpty()).isFalse();
        assertThat(all.end(all.size() - 1)).isBeforeOrEqualTo(now());
    }

    @Test
    void deliversBarsFromTheMomentAskedForInclusive() throws Exception {
        BarSeries all = await(broker.quotes().bars(new BarRequest(stock, BarSize.ONE_MINUTE, Instant.EPOCH)));
        Instant from = all.start(all.size() - 2);
        BarSeries some = await(broker.quotes().bars(new BarRequest(stock, BarSize.ONE_MINUTE, from)));
        assertThat(List.of(some.bar(0), some.bar(1)))
                .isEqualTo(List.of(all.bar(all.size() - 2), all.bar(all.size() - 1)));
        assertThat(some.size()).isEqualTo(2);
        BarSeries none = await(broker.quotes().bars(new BarRequest(stock, BarSize.ONE_MINUTE, from.plusSeconds(61))));
        assertThat(none.isEmpty()).isTrue();
    }

    @Test
    void listsOptionsAndQuotesThem() throws Exception {
        NavigableSet<LocalDate> expirations = await(broker.quotes().expirations(stock.symbol()));
        assertThat(expirations).isNotEmpty();
        OptionChain chain = await(broker.quotes().optionChain(stock.symbol(), expirations.first()));
        assertThat(chain.contracts()).isNotEmpty();
        OptionQuote quote = await(broker.quotes().optionQuote(chain.contracts().get(0)));
        assertThat(quote.contract()).isEqualTo(chain.contracts().get(0));
        assertThat(quote.quote().asOf()).isBeforeOrEqualTo(now());
    }

    @Test
    void reportsACompleteAccountOfOneCurrency() throws Exception {
        AccountSnapshot snapshot = await(broker.accounts().snapshot());
        assertThat(snapshot.account()).isEqualTo(broker.accounts().account());
        assertThat(snapshot.netLiquidation().isPositive()).isTrue();
        assertThat(snapshot.asOf()).isBeforeOrEqualTo(now());
        assertThat(await(broker.accounts().positions())).isEmpty();
    }

    @Test
    void acceptsAnOrderAndHasItOpen() throws Exception {
        Order order = order(1, Side.BUY, farBelow());
        submit(order);
        assertThat(accepted(order)).isEqualTo(1);
        assertThat(await(broker.orders().openOrders())).containsExactly(new OpenOrder(order, Quantity.ZERO));
    }

    @Test
    void cancelsAnOrder() throws Exception {
        Order order = order(1, Side.BUY, farBelow());
        submit(order);
        broker.orders().cancel(order.id());
        log.await("the cancel", events -> events.stream().anyMatch(OrderEvent.Canceled.class::isInstance));
        assertThat(log.orders(OrderEvent.Canceled.class))
                .extracting(OrderEvent.Canceled::orderId, OrderEvent.Canceled::ref)
                .containsExactly(tuple(order.id(), order.ref()));
        assertThat(await(broker.orders().openOrders())).isEmpty();
    }

    @Test
    void saysNothingToTheCancelOfAnOrderThatIsGone() throws Exception {
        Order order = order(1, Side.BUY, farBelow());
        submit(order);
        broker.orders().cancel(order.id());
        log.await("the cancel", events -> events.stream().anyMatch(OrderEvent.Canceled.class::isInstance));
        List<OrderEvent> before = log.orders();
        broker.orders().cancel(order.id());
        await(broker.orders().openOrders());
        assertThat(log.orders()).isEqualTo(before);
    }

    @Test
    void takesABracketAsOneAndCancelsItsExitsWithTheEntry() throws Exception {
        List<Order> bracket = bracket(farBelow());
        broker.orders().submit(new OrderGroup(bracket));
        log.await("three acceptances", events -> accepted(events) == 3);
        assertThat(await(broker.orders().openOrders()))
                .extracting(OpenOrder::order)
                .hasSameElementsAs(bracket);
        broker.orders().cancel(bracket.get(0).id());
        log.await(
                "three cancels",
                events -> events.stream()
                                .filter(OrderEvent.Canceled.class::isInstance)
                                .count()
                        == 3);
        assertThat(await(broker.orders().openOrders())).isEmpty();
    }

    @Test
    void rejectsAPriceOffTheGrid() throws Exception {
        Order order = order(1, Side.BUY, farBelow().plus(Price.of("0.003")));
        broker.orders().submit(OrderGroup.single(order));
        log.await("the rejection", events -> !events.isEmpty());
        assertThat(log.orders(OrderEvent.Rejected.class))
                .extracting(OrderEvent.Rejected::orderId, OrderEvent.Rejected::code)
                .containsExactly(tuple(order.id(), 110));
        assertThat(await(broker.orders().openOrders())).isEmpty();
    }

    @Test
    void rejectsARepeatedOrderIdAndKeepsTheFirstOrder() throws Exception {
        Order order = order(1, Side.BUY, farBelow());
        submit(order);
        broker.orders().submit(OrderGroup.single(order));
        log.await("the rejection", events -> events.stream().anyMatch(OrderEvent.Rejected.class::isInstance));
        assertThat(log.orders(OrderEvent.Rejected.class))
                .extracting(OrderEvent.Rejected::code)
                .containsExactly(103);
        assertThat(await(broker.orders().openOrders())).containsExactly(new OpenOrder(order, Quantity.ZERO));
    }

    @Test
    void leavesNothingBehindAfterAPreview() throws Exception {
        Order order = order(1, Side.BUY, farBelow());
        AccountSnapshot before = await(broker.accounts().snapshot());
        await(broker.orders().preview(order));
        assertThat(log.orders()).isEmpty();
        assertThat(await(broker.orders().openOrders())).isEmpty();
        assertThat(await(broker.accounts().snapshot())).isEqualTo(before);
    }

    @Test
    void tellsOneStoryOfAFill() throws Exception {
        Order order = order(1, Side.BUY, farAbove());
        submit(order);
        letTrade(order);
        log.await("the whole fill", events -> filled(events).equals(order.quantity()));
        List<Execution> fills = log.orders(OrderEvent.Filled.class).stream()
                .map(OrderEvent.Filled::execution)
                .toList();
        assertThat(fills)
                .allMatch(fill -> fill.orderId().equals(order.id())
                        && fill.ref().equals(order.ref())
                        && fill.instrument().equals(stock)
                        && fill.side() == Side.BUY
                        && !fill.price().isAbove(farAboveLimit(order)));
        assertThat(fills).extracting(Execution::id).doesNotHaveDuplicates();
        assertThat(await(broker.orders().executions())).containsExactlyInAnyOrderElementsOf(fills);
        assertThat(await(broker.orders().openOrders())).isEmpty();
        assertThat(await(broker.accounts().positions()))
                .extracting(Position::instrument, Position::quantity)
                .containsExactly(tuple(stock, order.quantity()));
    }

    private static Price farAboveLimit(Order order) {
        return order.terms().limitPrice().orElseThrow();
    }

    private void submit(Order order) throws InterruptedException {
        broker.orders().submit(OrderGroup.single(order));
        log.await("the acceptance of " + order.id(), events -> accepted(events) > 0);
    }

    private long accepted(Order order) {
        return log.orders(OrderEvent.Accepted.class).stream()
                .filter(it -> it.orderId().equals(order.id()) && it.ref().equals(order.ref()))
                .count();
    }

    private static long accepted(List<OrderEvent> events) {
        return events.stream().filter(OrderEvent.Accepted.class::isInstance).count();
    }

    private static Quantity filled(List<OrderEvent> events) {
        return events.stream()
                .filter(OrderEvent.Filled.class::isInstance)
                .map(it -> ((OrderEvent.Filled) it).execution().quantity())
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    /** A price at which a buy rests for long. */
    private Price farBelow() throws Exception {
        return moved("-50", RoundingDirection.DOWN);
    }

    /** A price at which a buy trades at once. */
    private Price farAbove() throws Exception {
        return moved("5", RoundingDirection.DOWN);
    }

    private Price moved(String percent, RoundingDirection direction) throws Exception {
        Price ask = await(broker.quotes().quote(stock)).ask().orElseThrow();
        PriceGrid grid = await(broker.quotes().priceGrid(stock));
        return grid.round(ask.increasedBy(Percent.of(percent), direction), direction);
    }

    private Order order(int id, Side side, Price limit) {
        return order(id, OrderRole.ENTRY, side, new OrderTerms.Limit(limit), Optional.empty(), Optional.empty());
    }

    private Order order(
            int id,
            OrderRole role,
            Side side,
            OrderTerms terms,
            Optional<OrderId> parent,
            Optional<OcaGroup> ocaGroup) {
        return new Order(
                new OrderId(id),
                new OrderRef("contract-" + id),
                role,
                stock,
                side,
                Quantity.of(10),
                terms,
                role.isExit() ? TimeInForce.GTC : TimeInForce.DAY,
                parent,
                ocaGroup,
                APPROVAL);
    }

    private List<Order> bracket(Price limit) throws Exception {
        PriceGrid grid = await(broker.quotes().priceGrid(stock));
        Price takeProfit = grid.round(limit.increasedBy(Percent.of("30"), RoundingDirection.UP), RoundingDirection.UP);
        Price stop = grid.round(limit.increasedBy(Percent.of("-20"), RoundingDirection.DOWN), RoundingDirection.DOWN);
        Order entry = order(1, Side.BUY, limit);
        Optional<OrderId> parent = Optional.of(entry.id());
        Optional<OcaGroup> oca = Optional.of(new OcaGroup("contract-oca"));
        return List.of(
                entry,
                order(2, OrderRole.TAKE_PROFIT, Side.SELL, new OrderTerms.Limit(takeProfit), parent, oca),
                order(3, OrderRole.STOP_LOSS, Side.SELL, new OrderTerms.Stop(stop), parent, oca));
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletionStage<?> stage) {
        try {
            await(stage);
            throw new AssertionError("did not fail");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
