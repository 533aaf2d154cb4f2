package dev.ibkrbot.risk.gate;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.risk.check.StandardChecks;
import dev.ibkrbot.risk.sizing.CommittedCash;
import dev.ibkrbot.risk.sizing.PositionSizer;
import dev.ibkrbot.risk.sizing.Sizing;
import dev.ibkrbot.risk.sizing.SizingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an entry may be made, and how large. Every check runs, so a denial names all that is wrong at
 * once, in the order of {@link StandardChecks#inOrder()}. Pure: the answer depends on limits, proposal and book
 * alone. Thread-safe.
 */
public final class RiskGate {
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
        Quantity quantity = sizing.orElseThrow(() -> new IllegalStateException("no check denied an unknown size"))
                .quantity();
        Instant expires = book.at().plus(limits.approvalTtl());
        return new RiskReview.Approved(
                proposal, quantity, ApprovalText.of(proposal, quantity, expires).digest(), expires);
    }

    private Optional<Sizing> sizing(TradeProposal proposal, TradingBook book) {
        Currency currency = limits.feePerContract().currency();
        Optional<AccountSnapshot> account = book.account()
                .filter(it -> it.netLiquidation().currency().equals(currency))
                .filter(it -> proposal.instrument().currency().equals(currency));
        Optional<Money> committed = CommittedCash.of(book.workingOrders(), limits.feePerContract());
        if (account.isEmpty() || committed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(PositionSizer.size(new SizingRequest(
                account.get().netLiquidation(),
                account.get().availableFunds().minus(committed.get()).minus(limits.minCashReserve()),
                limits.maxRiskPerTrade(),
                limits.maxPosition(),
                limits.maxContracts(),
                proposal.limit(),
                proposal.instrument().multiplier(),
                proposal.exits().stopLoss().orElse(Percent.HUNDRED),
                CommittedCash.feePerUnit(proposal.instrument(), limits.feePerContract()))));
    }
}
