package dev.ibkrbot.risk.gate;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.risk.sizing.Allowance;
import dev.ibkrbot.risk.sizing.Cap;
import dev.ibkrbot.risk.sizing.Collateral;
import dev.ibkrbot.risk.sizing.CommittedCash;
import dev.ibkrbot.risk.sizing.Sizing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sizes an entry that writes: a covered call by the shares, anything else by what it can cost at the worst, which cash
 * secures in full. The risk budget counts where a stop says what is lost, and for a combination, which can lose all that
 * secures it; for a put without a stop the shares are what the strategy accepts, and the bound of collateral decides.
 * Stateless.
 */
final class WrittenSizer {
    private WrittenSizer() {}

    /**
     * The size by every cap. A call that is not covered counts like a put at twice its strike; whether it may be written
     * at all is not decided here.
     *
     * @param committed cash that working entries will take
     * @param exposureLeft what the account and the underlying may still have at stake; absent means no such bound
     */
    static Sizing size(
            TradeProposal proposal,
            TradingBook book,
            AccountSnapshot account,
            Money committed,
            Optional<Money> exposureLeft,
            RiskLimits limits) {
        if (proposal.instrument() instanceof OptionContract call && call.right() == Right.CALL) {
            Quantity covered = Collateral.coveredCalls(book, call);
            if (covered.isPositive()) {
                return covered(covered, account.netLiquidation().currency(), limits);
            }
        }
        Money equity = account.netLiquidation();
        Currency currency = equity.currency();
        int multiplier = proposal.instrument().multiplier();
        Money cost = Collateral.perShare(proposal.instrument())
                .orElseGet(() -> unbounded(proposal))
                .times(multiplier, Quantity.ONE, currency);
        Money fee = CommittedCash.feePerUnit(proposal.instrument(), limits.feePerContract());
        Money cash = Collateral.freeCash(account, book).minus(committed).minus(limits.minCashReserve());
        Money budget = equity.part(limits.writing().maxCollateral(), RoundingDirection.DOWN);
        Allowance position = allowance(Cap.POSITION, budget, cost);
        Allowance risk = proposal.exits()
                .stopLoss()
                .map(stop -> risk(proposal, equity, limits, stop))
                .orElseGet(() -> proposal.instrument() instanceof Combo
                        ? allowance(Cap.RISK, equity.part(limits.maxRiskPerTrade(), RoundingDirection.DOWN), cost)
                        : new Allowance(Cap.RISK, budget, cost, position.quantity()));
        List<Allowance> allowances =
                new ArrayList<>(List.of(risk, position, allowance(Cap.CASH, cash, cost.plus(fee))));
        exposureLeft.ifPresent(left -> allowances.add(allowance(Cap.EXPOSURE, left, cost)));
        return new Sizing(allowances, limits.maxContracts());
    }

    private static Price unbounded(TradeProposal proposal) {
        Price strike = proposal.instrument() instanceof OptionContract option ? option.strike() : proposal.limit();
        return strike.plus(strike);
    }

    private static Allowance risk(TradeProposal proposal, Money equity, RiskLimits limits, Percent stop) {
        Money premium = proposal.limit().times(proposal.instrument().multiplier(), Quantity.ONE, equity.currency());
        return allowance(
                Cap.RISK,
                equity.part(limits.maxRiskPerTrade(), RoundingDirection.DOWN),
                premium.part(stop, RoundingDirection.UP));
    }

    private static Allowance allowance(Cap cap, Money budget, Money perUnit) {
        boolean fits = budget.isPositive() && perUnit.isPositive();
        return new Allowance(cap, budget, perUnit, fits ? Quantity.of(budget.wholeTimes(perUnit)) : Quantity.ZERO);
    }

    private static Sizing covered(Quantity calls, Currency currency, RiskLimits limits) {
        Money nothing = Money.zero(currency);
        List<Allowance> byShares = List.of(
                new Allowance(Cap.RISK, nothing, nothing, calls),
                new Allowance(Cap.POSITION, nothing, nothing, calls),
                new Allowance(Cap.CASH, nothing, nothing, calls));
        return new Sizing(byShares, limits.maxContracts());
    }
}
