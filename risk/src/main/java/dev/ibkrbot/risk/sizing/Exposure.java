package dev.ibkrbot.risk.sizing;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.function.Predicate;

/**
 * What positions have cost, and working entries will have. What is written counts with the most it can cost where that
 * has a bound; anything else that is sold short like what is bought.
 */
public final class Exposure {
    private Exposure() {}

    /** Of everything in this currency. An entry without a limit price counts nothing here; cash checks deny it. */
    public static Money of(TradingBook book, Currency currency) {
        return of(book, currency, instrument -> true);
    }

    /** As above, of what is on this underlying. */
    public static Money of(TradingBook book, Currency currency, Symbol underlying) {
        return of(book, currency, instrument -> instrument.underlying().equals(underlying));
    }

    private static Money of(TradingBook book, Currency currency, Predicate<Instrument> which) {
        Money total = Money.zero(currency);
        for (Position position : book.positions()) {
            if (which.test(position.instrument())
                    && position.instrument().currency().equals(currency)) {
                boolean sold = position.quantity().isNegative();
                Price price = atStake(position.instrument(), sold, position.averagePrice());
                total = total.plus(cost(position.instrument(), price, position.quantity(), currency));
            }
        }
        for (OpenOrder open : book.workingOrders()) {
            Instrument instrument = open.order().instrument();
            if (open.order().role() == OrderRole.ENTRY
                    && which.test(instrument)
                    && instrument.currency().equals(currency)) {
                Quantity unfilled = open.order()
                        .quantity()
                        .minus(open.filled().min(open.order().quantity()));
                total = total.plus(open.order()
                        .terms()
                        .limitPrice()
                        .map(price -> atStake(instrument, open.order().side() == Side.SELL, price))
                        .map(price -> cost(instrument, price, unfilled, currency))
                        .orElse(Money.zero(currency)));
            }
        }
        return total;
    }

    private static Price atStake(Instrument instrument, boolean sold, Price price) {
        return sold ? Collateral.perShare(instrument).orElse(price) : price;
    }

    private static Money cost(Instrument instrument, Price price, Quantity quantity, Currency currency) {
        return price.abs().times(instrument.multiplier(), quantity, currency).abs();
    }
}
