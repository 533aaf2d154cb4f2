package dev.ibkrbot.broker.margin;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.util.List;

/**
 * Requirements of Regulation T and of the exchanges, as brokers publish them.
 *
 * <ul>
 *   <li>Stock held long: 50 % to take on and 25 % to keep; short: 50 % and 30 %.
 *   <li>An option held long: nothing beyond what was paid for it.
 *   <li>A call written against shares: the shares', of which no more than the strike can be borrowed on.
 *   <li>A written option with a held one of the same right that lasts as long: how far the strikes can cost.
 *   <li>Any other written option: its mark and 20 % of the price of the underlying less what it is out of the money, at
 *       least 10 % of that price for a call and of the strike for a put. 15 % instead of 20 % where it settles in cash,
 *       which broad indexes do.
 *   <li>A written call and a written put of one expiration: the greater of the two, and the other's mark.
 * </ul>
 *
 * <p>Where positions could be matched in several ways the result may be above the least possible one, never below it.
 * Amounts are exact to 1e-8, rounded up. Stateless.
 */
public final class RegT {
    private static final Percent HALF = Percent.of("50");
    private static final Percent QUARTER = Percent.of("25");
    private static final Percent SHORT_STOCK = Percent.of("30");
    private static final Percent SHARE = Percent.of("20");
    private static final Percent INDEX_SHARE = Percent.of("15");
    private static final Percent LEAST = Percent.of("10");

    private RegT() {}

    /**
     * What positions on one underlying need together.
     *
     * @param holdings all on the same underlying and in one currency
     * @param underlying its price; positive
     */
    public static MarginRequirement of(List<Holding> holdings, Price underlying, Currency currency) {
        if (!underlying.isPositive()) {
            throw new IllegalArgumentException("price of the underlying is not positive: " + underlying);
        }
        return new Matching(holdings, underlying, currency).requirement();
    }

    /** What a cash account sets aside for written puts: all that their strikes could take. */
    public static Money cashSecured(OptionContract put, Quantity contracts) {
        if (put.right() != Right.PUT) {
            throw new IllegalArgumentException("cash secures puts, not " + put);
        }
        return put.strike().times(put.multiplier(), contracts.abs(), put.currency());
    }

    /** What one written contract needs that nothing stands against. */
    static Money naked(OptionContract option, Price mark, Price underlying) {
        Percent share = option.settlement() != Settlement.PHYSICAL ? INDEX_SHARE : SHARE;
        boolean call = option.right() == Right.CALL;
        Price outBy = call ? option.strike().minus(underlying) : underlying.minus(option.strike());
        Price usual = underlying.part(share, RoundingDirection.UP).minus(outBy.isPositive() ? outBy : Price.ZERO);
        Price least = (call ? underlying : option.strike()).part(LEAST, RoundingDirection.UP);
        Price needed = mark.plus(usual.isAbove(least) ? usual : least);
        return needed.times(option.multiplier(), Quantity.ONE, option.currency());
    }

    /** What the strikes of a written contract and one held against it can cost. */
    static Money spread(OptionContract written, OptionContract held) {
        Price cost = written.right() == Right.CALL
                ? held.strike().minus(written.strike())
                : written.strike().minus(held.strike());
        return (cost.isPositive() ? cost : Price.ZERO).times(written.multiplier(), Quantity.ONE, written.currency());
    }

    static MarginRequirement longStock(Price price, Quantity shares, Currency currency) {
        Money value = price.times(1, shares, currency);
        return new MarginRequirement(value.part(HALF, RoundingDirection.UP), value.part(QUARTER, RoundingDirection.UP));
    }

    static MarginRequirement shortStock(Price price, Quantity shares, Currency currency) {
        Money value = price.times(1, shares.abs(), currency);
        return new MarginRequirement(
                value.part(HALF, RoundingDirection.UP), value.part(SHORT_STOCK, RoundingDirection.UP));
    }
}
