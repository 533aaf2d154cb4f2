package dev.ibkrbot.stub.gateway;

/** openOrder and completedOrder as the protocol sheet lays them out, for an order without conditions. */
final class StrictOrders {
    /** action, totalQuantity, orderType, both prices, tif, ocaGroup, account, openClose, origin, orderRef. */
    private static final String TERMS = "t d t u u t t t t i t";
    /** modelCode, goodTillDate, rule80A, percentOffset, settlingFirm, shortSaleSlot, designatedLocation, exemptCode. */
    private static final String MODEL_TO_EXEMPT = "t t t u t i t i";

    private static final String MARGINS = "u u u u u u u u u";

    private StrictOrders() {}

    static void open(StrictFields in, int version) {
        in.take("i " + StrictReader.CONTRACT + " " + TERMS);
        in.take("i l b b n t t"); // clientId to sharesAllocation
        in.take(version < 177 ? "t t t t" : "t t t"); // faGroup to faPercentage or faProfile
        in.take(MODEL_TO_EXEMPT);
        in.take("i u u u u u w b b b w i b b u i i u i"); // auctionStrategy to volatilityType
        deltaNeutral(in, "i t t t t b i t");
        in.take("i i u u u w"); // continuousUpdate to basisPointsType
        legs(in);
        scaleAndHedge(in);
        in.take("b t t b"); // optOutSmartRouting to notHeld
        in.takeIfSet("i n n");
        algorithm(in);
        in.take("b b t " + MARGINS + " u u u t"); // solicited to commissionCurrency
        if (version >= 195) {
            in.take("t " + MARGINS + " u t");
            in.takeCounted("t d d d d d b");
        }
        in.take("t b b 0"); // warningText to conditions, of which there are none
        in.take("t u u u u u u i t t t u b b b b w w b"); // adjustedOrderType to autoCancelParent
        in.take("w w u u u"); // minTradeQty to midOffsetAtHalf
        tail(in, version);
    }

    private static void deltaNeutral(StrictFields in, String block) {
        boolean there = !in.take("t u").get(0).isEmpty();
        if (there) {
            in.take(block);
        }
    }

    private static void legs(StrictFields in) {
        in.take("t");
        in.takeCounted("i i t t i i t i");
        in.takeCounted("u");
        in.takeCounted("t t");
    }

    private static void scaleAndHedge(StrictFields in) {
        in.take("w w e"); // a price increment would bring seven fields more
        in.takeIfText("t");
    }

    private static void algorithm(StrictFields in) {
        in.take("e"); // an algorithm would bring its parameters
    }

    private static void tail(StrictFields in, int version) {
        if (version >= 183) {
            in.take("t"); // customerAccount
        }
        if (version >= 184) {
            in.take("b"); // professionalCustomer
        }
        if (version >= 185) {
            in.take("t"); // bondAccruedInterest
        }
        if (version >= 189) {
            in.take("b"); // includeOvernight
        }
        if (version >= 193) {
            in.take("t w"); // extOperator, manualOrderIndicator
        }
        if (version >= 198) {
            in.take("t"); // submitter
        }
        if (version >= 199) {
            in.take("b"); // imbalanceOnly
        }
    }

    static void completed(StrictFields in, int version) {
        in.take(StrictReader.CONTRACT + " " + TERMS);
        in.take("l b b n t"); // permId to goodAfterTime
        in.take(version < 177 ? "t t t t" : "t t t");
        in.take(MODEL_TO_EXEMPT);
        in.take("u u u u u w b b w i i u i"); // startingPrice to volatilityType
        deltaNeutral(in, "i b i t");
        in.take("i i u u"); // continuousUpdate to trailingPercent
        legs(in);
        scaleAndHedge(in);
        in.take("t t b"); // clearingAccount to notHeld
        in.takeIfSet("i n n");
        algorithm(in);
        in.take("b t b b 0"); // solicited to conditions, of which there are none
        in.take("u u u b b t d i b t b b l t t"); // trailStopPrice to completedStatus
        in.take("w w u u u");
        if (version >= 183) {
            in.take("t");
        }
        if (version >= 184) {
            in.take("b");
        }
        if (version >= 198) {
            in.take("t");
        }
    }
}
