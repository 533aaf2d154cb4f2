package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.util.Optional;

/**
 * Where a position is left, as prices of what was bought or sold. Immutable.
 *
 * @param takeProfit price of the limit order that takes the gain
 * @param stopLoss trigger of the stop order that ends the loss
 */
public record Bracket(Optional<Price> takeProfit, Optional<Price> stopLoss) {
    private static final long MOST_TIMES_ENTRY = 10;

    /**
     * The exits around an entry price, on the grid and never more aggressive than planned: a sell limit rounds up and
     * a sell stop down; a buy limit down and a buy stop up.
     */
    public static Bracket around(Price entry, ExitPlan plan, Side entrySide, PriceGrid grid) {
        boolean bought = entrySide == Side.BUY;
        RoundingDirection limit = bought ? RoundingDirection.UP : RoundingDirection.DOWN;
        RoundingDirection stop = bought ? RoundingDirection.DOWN : RoundingDirection.UP;
        return new Bracket(
                plan.takeProfit().map(gain -> moved(entry, bought ? gain : gain.negated(), limit, grid)),
                plan.stopLoss().map(loss -> moved(entry, bought ? loss.negated() : loss, stop, grid)));
    }

    private static Price moved(Price entry, Percent change, RoundingDirection direction, PriceGrid grid) {
        return grid.round(entry.increasedBy(change, direction), direction);
    }

    /** Whether what was entered on this side can be left at this price and that is at the target or better. */
    boolean isTargetAt(Price price, Side entrySide) {
        return takeProfit
                .filter(target -> entrySide == Side.BUY ? !price.isBelow(target) : !price.isAbove(target))
                .isPresent();
    }

    /** Whether what was entered on this side can be left at this price and that is at the stop or worse. */
    boolean isStopAt(Price price, Side entrySide) {
        return stopLoss.filter(stop -> entrySide == Side.BUY ? !price.isAbove(stop) : !price.isBelow(stop))
                .isPresent();
    }

    /**
     * Why these exits make no sense around this entry price, such as a stop above it or a target tenfold; empty when
     * they do.
     */
    public Optional<String> fault(Price entry, Side entrySide) {
        boolean bought = entrySide == Side.BUY;
        if (!entry.isPositive()) {
            return Optional.of("entry price " + entry + " is not positive");
        }
        Optional<Price> low = bought ? stopLoss : takeProfit;
        Optional<Price> high = bought ? takeProfit : stopLoss;
        if (low.isPresent() && !(low.get().isPositive() && low.get().isBelow(entry))) {
            return Optional.of("exit at " + low.get() + " is not between zero and the entry price " + entry);
        }
        if (high.isPresent() && !high.get().isAbove(entry)) {
            return Optional.of("exit at " + high.get() + " is not above the entry price " + entry);
        }
        if (high.isPresent() && high.get().units() / MOST_TIMES_ENTRY >= entry.units()) {
            return Optional.of("exit at " + high.get() + " is ten times the entry price " + entry);
        }
        return Optional.empty();
    }
}
