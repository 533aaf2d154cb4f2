package dev.ibkrbot.stub;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.List;
import java.util.Optional;

/** Writes an order for a test; a market order to buy one SPY unless said otherwise. */
public final class StubOrder {
    private final int id;
    private OrderRole role = OrderRole.ENTRY;
    private Instrument instrument = Stock.of("SPY");
    private Side side = Side.BUY;
    private Quantity quantity = Quantity.ONE;
    private OrderTerms terms = new OrderTerms.Market();
    private TimeInForce timeInForce = TimeInForce.DAY;
    private Optional<OrderId> parent = Optional.empty();
    private Optional<OcaGroup> ocaGroup = Optional.empty();

    private StubOrder(int id) {
        this.id = id;
    }

    public static StubOrder of(int id) {
        return new StubOrder(id);
    }

    public StubOrder on(Instrument traded) {
        instrument = traded;
        return this;
    }

    public StubOrder side(Side way) {
        side = way;
        return this;
    }

    public StubOrder quantity(long whole) {
        quantity = Quantity.of(whole);
        return this;
    }

    public StubOrder terms(OrderTerms price) {
        terms = price;
        return this;
    }

    public StubOrder limit(String price) {
        return terms(new OrderTerms.Limit(Price.of(price)));
    }

    public StubOrder stop(String trigger) {
        return terms(new OrderTerms.Stop(Price.of(trigger)));
    }

    public StubOrder role(OrderRole purpose) {
        role = purpose;
        return this;
    }

    public StubOrder goodTillCanceled() {
        timeInForce = TimeInForce.GTC;
        return this;
    }

    public StubOrder parent(int entry) {
        parent = Optional.of(new OrderId(entry));
        return this;
    }

    public StubOrder oca(String name) {
        ocaGroup = Optional.of(new OcaGroup(name));
        return this;
    }

    public Order build() {
        return new Order(
                new OrderId(id),
                new OrderRef("ref-" + id),
                role,
                instrument,
                side,
                quantity,
                terms,
                timeInForce,
                parent,
                ocaGroup,
                new ApprovalDigest("0".repeat(64)));
    }

    public OrderGroup alone() {
        return OrderGroup.single(build());
    }

    /** A bought entry of id {@code first} with a take profit and a stop, of the next two ids. */
    public static OrderGroup bracket(
            int first, Instrument instrument, long quantity, OrderTerms entry, String takeProfit, String stop) {
        String oca = "oca-" + first;
        return new OrderGroup(List.of(
                of(first).on(instrument).quantity(quantity).terms(entry).build(),
                of(first + 1)
                        .on(instrument)
                        .quantity(quantity)
                        .role(OrderRole.TAKE_PROFIT)
                        .side(Side.SELL)
                        .limit(takeProfit)
                        .goodTillCanceled()
                        .parent(first)
                        .oca(oca)
                        .build(),
                of(first + 2)
                        .on(instrument)
                        .quantity(quantity)
                        .role(OrderRole.STOP_LOSS)
                        .side(Side.SELL)
                        .stop(stop)
                        .goodTillCanceled()
                        .parent(first)
                        .oca(oca)
                        .build()));
    }
}
