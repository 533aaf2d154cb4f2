package dev.ibkrbot.risk.gate;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.SizeRule;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.risk.RegimeLimits;
import dev.ibkrbot.risk.RegimeLimits.StrategyCaps;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.risk.check.StandardChecks;
import dev.ibkrbot.risk.sizing.Collateral;
import dev.ibkrbot.risk.sizing.CommittedCash;
import dev.ibkrbot.risk.sizing.Exposure;
import dev.ibkrbot.risk.sizing.PositionSizer;
import dev.ibkrbot.risk.sizing.Sizing;
import dev.ibkrbot.risk.sizing.SizingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether an entry may be made, and how large. Every check runs, so a denial names all that is wrong at
 * once, in the order of {@link StandardChecks#inOrder()}. Pure: the answer depends on limits, proposal and book
 * alone. Thread-safe.
 */
public final class RiskGate {
    private static final String QUANTITY = "quantity";

    private final RiskLimits limits;

    public RiskGate(RiskLimits limits) {
        this.limits = limits;
    }

    /** Approves with quantity, evidence and expiry, or denies with every reason. Judges entries only, never exits. */
    public RiskReview review(TradeProposal proposal, TradingBook book) {
        Optional<Sizing> sizing = sizing(proposal, book);
        RiskContext context = new RiskContext(proposal, book, limits, sizing);
        List<Denial> denials = new ArrayList<>();
        for (RiskCheck check : StandardChecks.inOrder()) {
            check.check(context).ifPresent(denials::add);
        }
        if (!denials.isEmpty()) {
            return new RiskReview.Denied(proposal, denials);
        }
        Quantity fits = sizing.orElseThrow(() -> new IllegalStateException("no check denied an unknown size"))
                .quantity();
        Quantity quantity = proposal.size().halved() ? half(fits) : fits;
        Instant expires = book.at().plus(limits.approvalTtl());
        return new RiskReview.Approved(
                proposal, quantity, ApprovalText.of(proposal, quantity, expires).digest(), expires);
    }

    /** Every check's answer to what {@link #review} judges, in their order, and how the quantity came about. */
    public List<GateAnswer> answers(TradeProposal proposal, TradingBook book) {
        RiskContext context = new RiskContext(proposal, book, limits, sizing(proposal, book));
        List<GateAnswer> answers = new ArrayList<>();
        for (RiskCheck check : StandardChecks.inOrder()) {
            answers.add(check.answer(context));
        }
        boolean denied = answers.stream().anyMatch(it -> it.verdict() == GateAnswer.Verdict.FAILED);
        answers.add(
                denied || context.sizing().isEmpty()
                        ? GateAnswer.notAsked(QUANTITY)
                        : quantity(proposal.size(), context.sizing().get()));
        return answers;
    }

    private static GateAnswer quantity(SizeRule rule, Sizing sizing) {
        Quantity fits = sizing.quantity();
        return GateAnswer.passed(
                QUANTITY,
                fits + " by " + sizing.boundBy().name().toLowerCase(Locale.ROOT) + " at " + rule.budgets()
                        + " of the usual budgets" + (rule.halved() ? ", then half of it" : ""),
                rule.halved() ? half(fits) : fits);
    }

    /**
     * What stands against every entry now, in the order of the checks; empty when nothing does. Some of it is meant to
     * stand for longer than its figures do: {@link dev.ibkrbot.broker.trade.Latch}.
     */
    public List<Denial> standing(TradingBook book) {
        return StandardChecks.standing().stream()
                .flatMap(check -> check.standing(book, limits).stream())
                .toList();
    }

    /**
     * Evidence for the orders that leave a position nobody proposed. No check is asked: they only reduce what is there,
     * and a position is to be left whatever stands against entries.
     */
    public ApprovalDigest custody(SignalId trade, Position found, ExitPlan exits, Instant at) {
        return ApprovalText.ofCustody(trade, found, exits, at).digest();
    }

    private Optional<Sizing> sizing(TradeProposal proposal, TradingBook book) {
        Currency currency = limits.feePerContract().currency();
        Optional<AccountSnapshot> account = book.account()
                .filter(it -> it.netLiquidation().currency().equals(currency))
                .flatMap(this::spendable)
                .filter(it -> proposal.instrument().currency().equals(currency));
        Optional<Money> committed = CommittedCash.of(book.workingOrders(), limits.feePerContract());
        if (account.isEmpty() || committed.isEmpty()) {
            return Optional.empty();
        }
        if (Collateral.isWritten(proposal.instrument(), proposal.side())) {
            return Optional.of(WrittenSizer.size(
                    proposal,
                    book,
                    account.get(),
                    committed.get(),
                    writtenExposureLeft(proposal, book, account.get().netLiquidation()),
                    limits));
        }
        Optional<StrategyCaps> caps =
                Optional.ofNullable(limits.regime().strategies().get(proposal.strategy()));
        return Optional.of(PositionSizer.size(new SizingRequest(
                account.get().netLiquidation(),
                account.get().availableFunds().minus(committed.get()).minus(limits.minCashReserve()),
                part(
                        lesser(limits.maxRiskPerTrade(), caps.map(StrategyCaps::maxRisk)),
                        proposal.size().budgets()),
                part(
                        lesser(limits.maxPosition(), caps.map(StrategyCaps::maxPosition)),
                        proposal.size().budgets()),
                limits.maxContracts(),
                proposal.limit(),
                proposal.instrument().multiplier(),
                proposal.exits().stopLoss().orElse(Percent.HUNDRED),
                CommittedCash.feePerUnit(proposal.instrument(), limits.feePerContract()),
                Optional.of(exposureLeft(proposal, book, account.get().netLiquidation())))));
    }

    /** The account with what may really be spent; absent where that is not known. */
    private Optional<AccountSnapshot> spendable(AccountSnapshot account) {
        if (!limits.regime().settledCashOnly()) {
            return Optional.of(account);
        }
        return account.settledCash()
                .map(settled -> new AccountSnapshot(
                        account.account(),
                        account.netLiquidation(),
                        account.availableFunds().min(settled),
                        account.realizedToday(),
                        account.settledCash(),
                        account.dayTradesLeft(),
                        account.asOf()));
    }

    private static Percent lesser(Percent limit, Optional<Percent> cap) {
        return cap.filter(it -> it.compareTo(limit) < 0).orElse(limit);
    }

    /** What is written is secured in full by cash, so that only a bound below the whole equity says more than that. */
    private Optional<Money> writtenExposureLeft(TradeProposal proposal, TradingBook book, Money equity) {
        RegimeLimits regime = limits.regime();
        boolean bounded = regime.maxExposure().compareTo(Percent.HUNDRED) < 0
                || regime.maxSymbolExposure().compareTo(Percent.HUNDRED) < 0;
        return bounded ? Optional.of(exposureLeft(proposal, book, equity)) : Optional.empty();
    }

    /** The smallest of what the account, the underlying and one position may still cost. */
    private Money exposureLeft(TradeProposal proposal, TradingBook book, Money equity) {
        RegimeLimits regime = limits.regime();
        Currency currency = equity.currency();
        Money ofAll = equity.part(regime.maxExposure(), RoundingDirection.DOWN).minus(Exposure.of(book, currency));
        Money ofSymbol = equity.part(regime.maxSymbolExposure(), RoundingDirection.DOWN)
                .minus(Exposure.of(book, currency, proposal.instrument().underlying()));
        Money left = ofAll.min(ofSymbol);
        return regime.maxPositionCost()
                .filter(it -> it.currency().equals(currency))
                .map(it -> left.min(it.part(proposal.size().budgets(), RoundingDirection.DOWN)))
                .orElse(left);
    }

    /** Rounded down at 1e-8, so that a part of a limit is never more than that. */
    private static Percent part(Percent limit, Percent share) {
        return Percent.ofFractionUnits(
                Math.multiplyExact(limit.fractionUnits(), share.fractionUnits()) / Percent.HUNDRED.fractionUnits());
    }

    private static Quantity half(Quantity fits) {
        return Quantity.of(Math.max(1, fits.wholeExact() / 2));
    }
}
