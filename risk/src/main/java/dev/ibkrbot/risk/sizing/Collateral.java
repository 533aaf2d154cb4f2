package dev.ibkrbot.risk.sizing;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What can stand behind options that are sold to open: cash behind puts, shares behind calls, and in a combination one
 * leg behind another. Stateless.
 */
public final class Collateral {
    private Collateral() {}

    /** Whether the instrument is one that is written when it is sold. */
    public static boolean isWritten(Instrument instrument, Side side) {
        return side == Side.SELL && (instrument instanceof OptionContract || instrument instanceof Combo);
    }

    /**
     * The most that one unit can cost per share before the premium, which cash secures: the strike of a put, and of a
     * combination its dearest end; absent where that has no bound.
     */
    public static Optional<Price> perShare(Instrument written) {
        if (written instanceof OptionContract option) {
            return option.right() == Right.PUT ? Optional.of(option.strike()) : Optional.empty();
        }
        return written instanceof Combo combo ? dearest(combo) : Optional.empty();
    }

    /** A sold combination costs most at zero, at one of its strikes or beyond them all. */
    private static Optional<Price> dearest(Combo combo) {
        List<Combo.Leg> legs = combo.legs();
        LocalDate end = expiration(legs.get(0));
        int callsOwed = 0;
        for (Combo.Leg leg : legs) {
            // Legs that end on different days or on other numbers of shares do not stand for each other.
            if (!(leg.instrument() instanceof OptionContract option)
                    || !option.expiration().equals(end)
                    || option.multiplier() != combo.multiplier()) {
                return Optional.empty();
            }
            callsOwed += option.right() == Right.CALL ? leg.ratio() : 0;
        }
        if (callsOwed > 0) {
            return Optional.empty();
        }
        Price dearest = costAt(legs, Price.ZERO);
        for (Combo.Leg leg : legs) {
            Price cost = costAt(legs, ((OptionContract) leg.instrument()).strike());
            dearest = cost.isAbove(dearest) ? cost : dearest;
        }
        return Optional.of(dearest.isPositive() ? dearest : Price.ZERO);
    }

    private static LocalDate expiration(Combo.Leg leg) {
        return leg.instrument() instanceof OptionContract option ? option.expiration() : LocalDate.MIN;
    }

    private static Price costAt(List<Combo.Leg> legs, Price underlying) {
        long units = 0;
        for (Combo.Leg leg : legs) {
            OptionContract option = (OptionContract) leg.instrument();
            Price value = option.right() == Right.CALL
                    ? underlying.minus(option.strike())
                    : option.strike().minus(underlying);
            units += Math.max(0, value.units()) * leg.ratio();
        }
        return Price.ofUnits(units);
    }

    /** How many more calls the shares in the account cover, beside those that are written or about to be. */
    public static Quantity coveredCalls(TradingBook book, OptionContract call) {
        long shares = 0;
        for (Position position : book.positions()) {
            Instrument instrument = position.instrument();
            if (instrument instanceof Stock stock && stock.symbol().equals(call.underlying())) {
                shares += position.quantity().wholeExact();
            } else if (isCallOn(instrument, call.underlying())
                    && position.quantity().isNegative()) {
                shares += position.quantity().wholeExact() * instrument.multiplier();
            }
        }
        for (OpenOrder open : book.workingOrders()) {
            boolean sells = open.order().side() == Side.SELL;
            boolean exit = open.order().role().isExit();
            long rest = open.order().quantity().minus(open.filled()).wholeExact();
            if (sells && !exit && isCallOn(open.order().instrument(), call.underlying())) {
                shares -= rest * open.order().instrument().multiplier();
            } else if (sells
                    && open.order().instrument() instanceof Stock stock
                    && stock.symbol().equals(call.underlying())) {
                shares -= rest;
            }
        }
        return Quantity.of(Math.max(0, shares / call.multiplier()));
    }

    private static boolean isCallOn(Instrument instrument, Symbol underlying) {
        return instrument instanceof OptionContract option
                && option.right() == Right.CALL
                && option.underlying().equals(underlying);
    }

    /**
     * Cash that is free to secure puts: what the account may spend, but no more than what its holdings have left of its
     * worth, less what the strikes of written puts may take already. Never more than there is, where it cannot be known.
     */
    public static Money freeCash(AccountSnapshot account, TradingBook book) {
        Money owned = Money.zero(account.netLiquidation().currency());
        Money secured = owned;
        for (Position position : book.positions()) {
            Instrument instrument = position.instrument();
            if (!instrument.currency().equals(owned.currency())) {
                continue;
            }
            if (position.quantity().isPositive()) {
                owned = owned.plus(
                        position.averagePrice().times(instrument.multiplier(), position.quantity(), owned.currency()));
            } else {
                Price cost = perShare(instrument).orElse(Price.ZERO);
                secured = secured.plus(
                        cost.times(instrument.multiplier(), position.quantity().abs(), owned.currency()));
            }
        }
        return account.availableFunds()
                .min(account.netLiquidation().minus(owned))
                .minus(secured);
    }
}
