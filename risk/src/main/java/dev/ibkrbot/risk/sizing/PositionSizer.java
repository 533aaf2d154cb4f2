package dev.ibkrbot.risk.sizing;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes an entry: floor(equity * risk / (price * multiplier * loss at stop)), bounded by what the position may cost,
 * by cash including fees, and by count. Exact; a result of zero stays zero, because one contract that risks more
 * than the limit breaks it. Fees are no part of the risk formula, only of cash.
 */
public final class PositionSizer {
    private static final BigInteger ONE = BigInteger.valueOf(Quantity.ONE.units());
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE / Quantity.ONE.units());

    private PositionSizer() {}

    /** The size by every cap. Zero equity, price or cash give zero. */
    public static Sizing size(SizingRequest request) {
        Currency currency = request.equity().currency();
        Money cost = request.price().times(request.multiplier(), Quantity.ONE, currency);
        Money costWithFee = cost.plus(request.feePerUnit());
        Allowance risk = new Allowance(
                Cap.RISK,
                part(request.equity(), request.maxRisk()),
                cost.part(request.lossAtStop(), RoundingDirection.UP),
                fitting(request, request.maxRisk(), request.lossAtStop()));
        Allowance position = new Allowance(
                Cap.POSITION,
                part(request.equity(), request.maxPosition()),
                cost,
                fitting(request, request.maxPosition(), Percent.HUNDRED));
        Allowance cash = new Allowance(
                Cap.CASH,
                request.cash(),
                costWithFee,
                cost.isPositive() ? Quantity.of(request.cash().wholeTimes(costWithFee)) : Quantity.ZERO);
        List<Allowance> allowances = new ArrayList<>(List.of(risk, position, cash));
        request.exposureLeft().ifPresent(left -> allowances.add(exposure(left, cost)));
        return new Sizing(allowances, request.maxQuantity());
    }

    private static Allowance exposure(Money left, Money cost) {
        Quantity fits = cost.isPositive() ? Quantity.of(left.wholeTimes(cost)) : Quantity.ZERO;
        return new Allowance(Cap.EXPOSURE, left, cost, fits);
    }

    private static Quantity fitting(SizingRequest request, Percent share, Percent loss) {
        return byRisk(request.equity(), share, request.price(), request.multiplier(), loss);
    }

    /**
     * The risk formula alone: how many whole units lose no more than {@code maxRisk} of the equity when each loses
     * {@code lossAtStop} of its price. Zero when equity or price are not positive.
     */
    static Quantity byRisk(Money equity, Percent maxRisk, Price price, int multiplier, Percent lossAtStop) {
        if (!equity.isPositive() || !price.isPositive()) {
            return Quantity.ZERO;
        }
        BigInteger budget = BigInteger.valueOf(equity.units()).multiply(BigInteger.valueOf(maxRisk.fractionUnits()));
        BigInteger perUnit = BigInteger.valueOf(price.units())
                .multiply(BigInteger.valueOf(multiplier))
                .multiply(BigInteger.valueOf(lossAtStop.fractionUnits()));
        BigInteger whole = budget.divide(perUnit).min(MOST);
        return Quantity.ofUnits(whole.multiply(ONE).longValueExact());
    }

    private static Money part(Money equity, Percent share) {
        return equity.part(share, RoundingDirection.DOWN);
    }
}
