package dev.ibkrbot.ibkr.jar;

import java.util.List;
import java.util.Optional;

/** What the jar tells about executions and their cost. Immutable, thread-safe. */
final class FillReports {
    private final ContractShape contracts;
    private final Getter orderId;
    private final List<Getter> execution;
    private final Getter lastLiquidity;
    private final Optional<Getter> revisionPending;
    private final Optional<Getter> submitter;
    private final List<Getter> commission;

    FillReports(JarClasses jar, ContractShape contracts) {
        this.contracts = contracts;
        String type = "Execution";
        orderId = jar.getter(type, "orderId");
        execution = List.of(
                jar.getter(type, "execId"),
                jar.getter(type, "time"),
                jar.getter(type, "acctNumber"),
                jar.getter(type, "exchange"),
                jar.getter(type, "side"),
                jar.getter(type, "shares"),
                jar.getter(type, "price"),
                jar.getter(type, "permId"),
                jar.getter(type, "clientId"),
                jar.getter(type, "liquidation"),
                jar.getter(type, "cumQty"),
                jar.getter(type, "avgPrice"),
                jar.getter(type, "orderRef"));
        lastLiquidity = jar.getter(type, "lastLiquidity");
        revisionPending = jar.findGetter(type, "pendingPriceRevision");
        submitter = jar.findGetter(type, "submitter");
        String cost = jar.find("CommissionAndFeesReport").isPresent() ? "CommissionAndFeesReport" : "CommissionReport";
        commission = List.of(
                jar.getter(cost, "execId"),
                jar.getter(cost, "commissionAndFees", "commission"),
                jar.getter(cost, "currency"),
                jar.getter(cost, "realizedPNL"));
    }

    Frame fill(Optional<Object> requestId, Object contract, Object it) {
        Frame out = Frame.message(11).add(requestId).add(orderId.of(it));
        contracts.add(out, contract);
        execution.forEach(getter -> out.add(getter.of(it)));
        return out.empty(3) // evRule, evMultiplier, modelCode
                .add(lastLiquidity.of(it))
                .add(revisionPending.flatMap(getter -> getter.of(it)))
                .add(submitter.flatMap(getter -> getter.of(it)));
    }

    Frame commission(Object report) {
        Frame out = Frame.versioned(59);
        commission.forEach(it -> out.add(it.of(report)));
        return out.empty(2); // yield and its redemption date
    }
}
