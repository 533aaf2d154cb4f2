package dev.ibkrbot.ibkr.wire;

import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.value.Price;
import java.util.List;
import java.util.Optional;

/** The placeOrder message field by field, in the order of the protocol page. Immutable. */
final class OrderFields {
    /** Cancel the others with block: no second fill while a cancel is under way. */
    private static final int CANCEL_WITH_BLOCK = 1;

    private final int serverVersion;

    OrderFields(int serverVersion) {
        this.serverVersion = serverVersion;
    }

    byte[] placeOrder(Order order, OrderRouting routing, boolean transmit, boolean whatIf) {
        FieldWriter out = FieldWriter.message(3).add(order.id().value());
        out.contract(routing.contract()).unset(2); // security id type and id
        terms(out, order, routing);
        linkAndFlags(out, order, routing, transmit);
        if (routing.contract().isCombo()) {
            legs(out, routing.contract().legs());
        }
        allocation(out, order);
        limits(out);
        scaleToAlgo(out);
        out.add(whatIf);
        misc(out);
        byVersion(out);
        return out.frame();
    }

    /** action to openClose. */
    private static void terms(FieldWriter out, Order order, OrderRouting routing) {
        OrderTerms terms = order.terms();
        out.add(order.side().name()).add(order.quantity().toString()).add(typeOf(terms));
        price(out, terms.limitPrice());
        price(out, auxPrice(terms));
        out.add(order.timeInForce().name())
                .add(order.ocaGroup().map(OcaGroup::name).orElse(""))
                .add(routing.account())
                .unset(); // openClose
    }

    /** origin to hidden. */
    private static void linkAndFlags(FieldWriter out, Order order, OrderRouting routing, boolean transmit) {
        out.add(0) // origin: customer
                .add(order.ref().value())
                .add(transmit)
                .add(order.parent().map(OrderId::value).orElse(0))
                .zeros(2) // blockOrder, sweepToFill
                .zeros(2) // displaySize, triggerMethod
                .add(routing.outsideRth())
                .add(false); // hidden
    }

    /** Legs, their prices (none: the net price rules), and the routing parameters (none). */
    private static void legs(FieldWriter out, List<WireContract.Leg> legs) {
        out.add(legs.size());
        for (WireContract.Leg leg : legs) {
            out.add(leg.conId())
                    .add(leg.ratio())
                    .add(leg.action())
                    .add(leg.exchange())
                    .zeros(2) // openClose, shortSaleSlot
                    .unset() // designatedLocation
                    .add(-1); // exemptCode
        }
        out.zeros(2);
    }

    /** The dead sharesAllocation to settlingFirm. */
    private void allocation(FieldWriter out, Order order) {
        out.unset() // sharesAllocation
                .add(0) // discretionaryAmt
                .unset(2) // goodAfterTime, goodTillDate
                .unset(3); // faGroup, faMethod, faPercentage
        if (serverVersion < ServerVersions.NO_FA_PROFILE) {
            out.unset();
        }
        out.unset() // modelCode
                .add(0) // shortSaleSlot
                .unset() // designatedLocation
                .add(-1) // exemptCode
                .add(order.ocaGroup().isPresent() ? CANCEL_WITH_BLOCK : 0)
                .unset(2); // rule80A, settlingFirm
    }

    /** allOrNone to trailingPercent. */
    private static void limits(FieldWriter out) {
        out.add(0) // allOrNone
                .unset(2) // minQty, percentOffset
                .zeros(2) // eTradeOnly, firmQuoteOnly: dead
                .unset() // nbboPriceCap: dead
                .add(0) // auctionStrategy
                .unset(5) // startingPrice, stockRefPrice, delta, stockRangeLower, stockRangeUpper
                .add(0) // overridePercentageConstraints
                .unset(4) // volatility, volatilityType, deltaNeutralOrderType, deltaNeutralAuxPrice
                .add(0) // continuousUpdate
                .unset(3); // referencePriceType, trailStopPrice, trailingPercent
    }

    /** scaleInitLevelSize to algoId. */
    private static void scaleToAlgo(FieldWriter out) {
        out.unset(6) // scale: initial and later size, increment, table, active from and until
                .unset() // hedgeType
                .add(0) // optOutSmartRouting
                .unset(2) // clearingAccount, clearingIntent
                .zeros(2) // notHeld, hasDeltaNeutralContract
                .unset(2); // algoStrategy, algoId
    }

    /** orderMiscOptions to usePriceMgmtAlgo. */
    private static void misc(FieldWriter out) {
        out.unset() // orderMiscOptions
                .zeros(4) // solicited, randomizeSize, randomizePrice, conditionsCount
                .unset(6) // adjusted: type, trigger, limit offset, stop, stop limit, trailing amount
                .add(0) // adjustableTrailingUnit
                .unset(3) // extOperator, soft dollar tier name and value
                .unset() // cashQty
                .unset(4) // mifid2: decision maker and algo, execution trader and algo
                .zeros(3) // dontUseAutoPriceForHedge, isOmsContainer, discretionaryUpToLimitPrice
                .unset(); // usePriceMgmtAlgo: the gateway's default
    }

    /** duration to the end; what came with later versions. */
    private void byVersion(FieldWriter out) {
        out.unset(2) // duration, postToAts
                .add(0) // autoCancelParent
                .unset(2); // advancedErrorOverride, manualOrderTime
        if (serverVersion >= ServerVersions.CUSTOMER_ACCOUNT) {
            out.unset();
        }
        if (serverVersion >= ServerVersions.PROFESSIONAL_CUSTOMER) {
            out.add(0);
        }
        if (serverVersion >= ServerVersions.FILLER_FROM && serverVersion < ServerVersions.FILLER_UNTIL) {
            out.unset().unsetInt();
        }
        if (serverVersion >= ServerVersions.INCLUDE_OVERNIGHT) {
            out.add(0);
        }
        if (serverVersion >= ServerVersions.CME_TAGGING) {
            out.unsetInt(); // manualOrderIndicator
        }
        if (serverVersion >= ServerVersions.IMBALANCE_ONLY) {
            out.add(0);
        }
    }

    private static void price(FieldWriter out, Optional<Price> price) {
        out.add(price.map(Price::toString).orElse(""));
    }

    private static String typeOf(OrderTerms terms) {
        return terms.match(market -> "MKT", limit -> "LMT", stop -> "STP", stopLimit -> "STP LMT", trailing -> "TRAIL");
    }

    /** The trigger of a stop, or the distance of a trailing order. */
    private static Optional<Price> auxPrice(OrderTerms terms) {
        return terms instanceof OrderTerms.Trailing it ? Optional.of(it.distance()) : terms.triggerPrice();
    }
}
