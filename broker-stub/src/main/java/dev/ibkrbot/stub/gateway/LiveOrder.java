package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.Optional;

/** An order of a client, from its placing on; {@code ticket} changes when it is modified. Confined to the gateway's lock. */
final class LiveOrder {
    final int clientId;
    final Instrument instrument;
    final long permId;
    Ticket ticket;
    /** Its number at the exchange; absent until the last order of its group transmits. */
    Optional<OrderId> exchangeId = Optional.empty();

    String status = "PendingSubmit";
    String finishedAt = "";
    String reason = "";
    Quantity filled = Quantity.ZERO;
    Optional<Price> lastPrice = Optional.empty();
    Optional<Money> commission = Optional.empty();
    private Money value;

    LiveOrder(int clientId, Instrument instrument, long permId, Ticket ticket) {
        this.clientId = clientId;
        this.instrument = instrument;
        this.permId = permId;
        this.ticket = ticket;
        value = Money.zero(instrument.currency());
    }

    void addFill(Quantity quantity, Price price) {
        filled = filled.plus(quantity);
        value = value.plus(price.times(1, quantity, instrument.currency()));
        lastPrice = Optional.of(price);
        status = remaining().isPositive() ? status : "Filled";
    }

    void addCommission(Money amount) {
        commission = Optional.of(commission.map(it -> it.plus(amount)).orElse(amount));
    }

    Quantity remaining() {
        return ticket.quantity().minus(filled);
    }

    Price averagePrice() {
        return filled.isPositive() ? value.perShare(1, filled) : Price.ZERO;
    }

    boolean isDone() {
        return status.equals("Filled") || status.equals("Cancelled") || status.equals("Inactive");
    }
}
