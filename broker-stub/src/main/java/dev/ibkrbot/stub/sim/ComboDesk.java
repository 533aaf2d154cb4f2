package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Books the fills of combinations leg by leg: all but the first at the middle of their market, the first at what is left
 * of the net price. Each leg is charged like an order of its own. Confined to the thread of the exchange.
 */
final class ComboDesk {
    private final Market market;
    private final Ledger ledger;
    private final FeeSchedule fees;
    private final Map<OrderId, List<FeeSchedule.Tab>> tabs = new HashMap<>();
    private final Touch touch = new Touch();

    ComboDesk(Market market, Ledger ledger, FeeSchedule fees) {
        this.market = market;
        this.ledger = ledger;
        this.fees = fees;
    }

    /** Whether it can be booked: the first leg takes the rest of the price, so there must be one of it. */
    static boolean canBook(Combo combo) {
        return Math.abs(combo.legs().get(0).ratio()) == 1
                && combo.legs().stream().allMatch(it -> it.instrument().multiplier() == combo.multiplier());
    }

    /** What is charged for the fill of each leg. */
    Map<ExecutionId, Money> fill(Execution execution, Combo combo, LocalDate date) {
        List<FeeSchedule.Tab> bills = tabs.computeIfAbsent(
                execution.orderId(),
                id -> combo.legs().stream()
                        .map(it -> fees.tab(it.instrument(), side(it, execution.side())))
                        .toList());
        List<Price> prices = prices(combo, execution);
        Map<ExecutionId, Money> charged = new LinkedHashMap<>();
        for (int i = 0; i < prices.size(); i++) {
            Combo.Leg leg = combo.legs().get(i);
            Quantity quantity = Funds.times(execution.quantity(), Math.abs(leg.ratio()));
            ExecutionId id = new ExecutionId(execution.id().value() + "-" + i);
            ledger.fill(
                    new Execution(
                            id,
                            execution.orderId(),
                            execution.ref(),
                            leg.instrument(),
                            side(leg, execution.side()),
                            quantity,
                            prices.get(i),
                            execution.at()),
                    date);
            charged.put(id, bills.get(i).add(quantity, prices.get(i), date));
        }
        return charged;
    }

    private List<Price> prices(Combo combo, Execution execution) {
        List<Price> prices = new ArrayList<>();
        long rest = execution.price().units();
        for (Combo.Leg leg : combo.legs().subList(1, combo.legs().size())) {
            Price middle = middle(leg.instrument(), execution.at().getEpochSecond());
            prices.add(middle);
            rest -= middle.units() * leg.ratio();
        }
        prices.add(0, Price.ofUnits(rest * combo.legs().get(0).ratio()));
        return prices;
    }

    private Price middle(Instrument instrument, long now) {
        return market.look(instrument, now, touch) ? Price.ofUnits(touch.mark()) : Price.ZERO;
    }

    private static Side side(Combo.Leg leg, Side side) {
        return leg.ratio() > 0 ? side : side.opposite();
    }

    /** How many combinations are held whole; negative when they were sold. */
    static Quantity held(Combo combo, Ledger ledger) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (Combo.Leg leg : combo.legs()) {
            long whole = ledger.quantity(leg.instrument()).wholeExact() / leg.ratio();
            least = Math.min(least, whole);
            most = Math.max(most, whole);
        }
        return Quantity.of(least > 0 ? least : Math.min(0, most));
    }
}
