package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.Optional;

/** One fill as clients are told of it, with what it cost once that is known. Confined to the gateway's lock. */
final class Fill {
    private static final Price CORRECTION = Price.of("0.01");

    final LiveOrder order;
    final Instant at;
    final Quantity quantity;
    final Quantity cumulative;
    final Price average;
    Optional<Money> commission = Optional.empty();
    Optional<Money> realized = Optional.empty();
    private final String base;
    private final Price first;
    private int revision = 1;

    Fill(LiveOrder order, String base, Instant at, Quantity quantity, Price price, Quantity cumulative, Price average) {
        this.order = order;
        this.base = base;
        this.at = at;
        this.quantity = quantity;
        this.first = price;
        this.cumulative = cumulative;
        this.average = average;
    }

    /** A correction differs only behind the last point, and by a cent in its price. There is one at most. */
    void correct() {
        revision = 2;
    }

    String id() {
        return base + ".0" + revision;
    }

    Price price() {
        return revision == 1 ? first : first.plus(CORRECTION);
    }

    /** 59: what it cost; only once that is known. */
    Message commissionReport() {
        Money cost = commission.orElseThrow();
        return Message.of(59)
                .number(1)
                .text(id())
                .money(cost)
                .text(cost.currency().code())
                .money(realized)
                .text(Message.UNSET_DOUBLE)
                .text("");
    }
}
