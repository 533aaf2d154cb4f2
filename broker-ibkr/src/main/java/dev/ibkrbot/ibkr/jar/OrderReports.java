package dev.ibkrbot.ibkr.jar;

import java.util.List;
import java.util.Optional;

/**
 * What the jar tells about orders, in the fields of the gateway's newest messages. The fields we skip are as many as
 * the decoder skips. Immutable, thread-safe.
 */
final class OrderReports {
    private static final int PEGGED = 5;

    private final ContractShape contracts;
    private final OrderShape orders;
    private final Getter clientId;
    private final Getter parentId;
    private final Getter whatIf;
    private final Getter filledQuantity;
    private final Getter parentPermId;
    private final Getter status;
    private final List<Getter> margins;
    private final List<Getter> commissions;
    private final Optional<Getter> marginCurrency;
    private final Optional<Getter> rejectReason;
    private final Getter warning;
    private final Getter completedTime;
    private final Getter completedStatus;

    OrderReports(JarClasses jar, ContractShape contracts, OrderShape orders) {
        this.contracts = contracts;
        this.orders = orders;
        clientId = jar.getter("Order", "clientId");
        parentId = jar.getter("Order", "parentId");
        whatIf = jar.getter("Order", "whatIf");
        filledQuantity = jar.getter("Order", "filledQuantity");
        parentPermId = jar.getter("Order", "parentPermId");
        String state = "OrderState";
        status = jar.getter(state, "getStatus");
        margins = List.of(
                jar.getter(state, "initMarginBefore"),
                jar.getter(state, "maintMarginBefore"),
                jar.getter(state, "equityWithLoanBefore"),
                jar.getter(state, "initMarginChange"),
                jar.getter(state, "maintMarginChange"),
                jar.getter(state, "equityWithLoanChange"),
                jar.getter(state, "initMarginAfter"),
                jar.getter(state, "maintMarginAfter"),
                jar.getter(state, "equityWithLoanAfter"));
        commissions = List.of(
                jar.getter(state, "commission", "commissionAndFees"),
                jar.getter(state, "minCommission", "minCommissionAndFees"),
                jar.getter(state, "maxCommission", "maxCommissionAndFees"),
                jar.getter(state, "commissionCurrency", "commissionAndFeesCurrency"));
        marginCurrency = jar.findGetter(state, "marginCurrency");
        rejectReason = jar.findGetter(state, "rejectReason");
        warning = jar.getter(state, "warningText");
        completedTime = jar.getter(state, "completedTime");
        completedStatus = jar.getter(state, "completedStatus");
    }

    Frame open(Optional<Object> orderId, Object contract, Object order, Object state) {
        Frame out = Frame.message(5).add(orderId);
        orders.addTerms(contracts.add(out, contract), order);
        out.add(clientId.of(order)).add(orders.permId(order)).add(orders.outsideRth(order));
        out.empty(26).add(orders.ocaType(order)); // hidden to minQty
        out.empty(3).add(parentId.of(order)); // eTradeOnly to nbboPriceCap
        out.empty(7); // triggerMethod to referencePriceType, without a delta-neutral block
        orders.addTrailing(out, order);
        out.empty(3); // basisPoints, basisPointsType, comboLegsDescrip
        legsToSolicited(out, contract, 4);
        out.add(whatIf.of(order)).add(status.of(state));
        margins.forEach(it -> out.add(it.of(state)));
        commissions.forEach(it -> out.add(it.of(state)));
        out.add(marginCurrency.flatMap(it -> it.of(state)));
        out.empty(10).add(rejectReason.flatMap(it -> it.of(state))); // margins outside regular hours, suggestedSize
        out.empty(1).add(warning.of(state)); // allocations
        randomizedToConditions(out, order);
        return out;
    }

    Frame completed(Object contract, Object order, Object state) {
        Frame out = Frame.message(101);
        orders.addTerms(contracts.add(out, contract), order);
        out.add(orders.permId(order)).add(orders.outsideRth(order));
        out.empty(23).add(orders.ocaType(order)); // hidden to minQty
        out.empty(7); // triggerMethod to referencePriceType, without a delta-neutral block
        orders.addTrailing(out, order);
        out.empty(1); // comboLegsDescrip
        legsToSolicited(out, contract, 3);
        out.add(status.of(state));
        randomizedToConditions(out, order);
        out.empty(6).add(filledQuantity.of(order)); // trailStopPrice to autoCancelDate
        out.empty(5).add(parentPermId.of(order)); // refFuturesConId to routeMarketableToBbo
        return out.add(completedTime.of(state)).add(completedStatus.of(state));
    }

    /** No prices of legs, no routing parameters, no scale, hedge, delta-neutral contract or algorithm. */
    private void legsToSolicited(Frame out, Object contract, int afterHedge) {
        contracts.addLegs(out, contract);
        out.empty(2).empty(4).empty(afterHedge).empty(3);
    }

    private void randomizedToConditions(Frame out, Object order) {
        out.empty(2).empty(orders.isPegged(order) ? PEGGED : 0).empty(1);
    }
}
