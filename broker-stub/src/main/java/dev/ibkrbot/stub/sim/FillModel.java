package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;

/**
 * At what price a resting order trades. Immutable.
 *
 * <p>A trade happens a given share of the half spread away from the middle, against us: {@link #mid} at 0 %,
 * {@link #cross} at 100 %. The price is moved onto the legal grid against us but never beyond bid and ask. Assumptions:
 *
 * <ul>
 *   <li>a fill comes at a later moment than the order, at the prices of that moment, which it does not move;
 *   <li>a buy needs an ask and a sell needs a bid; where the other side is absent it trades at the side that is there;
 *   <li>a limit order trades at the model's price once that is at the limit or better;
 *   <li>a stop is triggered by the last price and then trades like a market order, gaps included;
 *   <li>the whole quantity trades at once, or with {@link #limitedToShownSize} at most the shown size a moment.
 * </ul>
 *
 * @param name as written in configuration and reports
 * @param share of the half spread that is paid; 0 % to 100 %
 * @param partial whether the shown size limits a fill
 */
public record FillModel(String name, Percent share, boolean partial) {
    public FillModel {
        if (share.compareTo(Percent.ZERO) < 0 || share.compareTo(Percent.HUNDRED) > 0) {
            throw new IllegalArgumentException("share of the half spread is outside 0% to 100%: " + share);
        }
    }

    /** Trades at the middle: the kind assumption. */
    public static FillModel mid() {
        return new FillModel("mid", Percent.ZERO, false);
    }

    /** Pays the whole half spread: the harsh assumption. */
    public static FillModel cross() {
        return new FillModel("cross", Percent.HUNDRED, false);
    }

    /** Pays this share of the half spread; 50 % is named "0.5". */
    public static FillModel fraction(Percent share) {
        return new FillModel(share.fraction(), share, false);
    }

    /** "mid", "cross", or a fraction of the half spread such as "0.5". */
    public static FillModel parse(String text) {
        return switch (text) {
            case "mid" -> mid();
            case "cross" -> cross();
            default -> fraction(Percent.ofFraction(text));
        };
    }

    /** The same prices, but no moment fills more than the shown size. */
    public FillModel limitedToShownSize() {
        return new FillModel(name, share, true);
    }

    /** The model's price before rounding, in 1e-8 units; 0 when the side needed is absent. */
    long target(Side side, Touch touch) {
        long own = side == Side.BUY ? touch.ask() : touch.bid();
        long other = side == Side.BUY ? touch.bid() : touch.ask();
        if (own == 0 || other == 0) {
            return own;
        }
        long half = Math.abs(touch.ask() - touch.bid()) / 2;
        // In parts per million and two steps, so that no spread overflows.
        long perMillion = share.fractionUnits() / 100;
        long paid = half / 1_000_000 * perMillion + half % 1_000_000 * perMillion / 1_000_000;
        long middle = touch.bid() + (touch.ask() - touch.bid()) / 2;
        return share.equals(Percent.HUNDRED) ? own : side == Side.BUY ? middle + paid : middle - paid;
    }

    /** The target on the grid, against us, but not beyond the side that is hit. */
    Price price(Side side, long target, Touch touch, PriceGrid grid) {
        Price price = Price.ofUnits(target);
        return side == Side.BUY
                ? Price.ofUnits(Math.min(grid.round(price, RoundingDirection.UP).units(), touch.ask()))
                : Price.ofUnits(
                        Math.max(grid.round(price, RoundingDirection.DOWN).units(), touch.bid()));
    }
}
