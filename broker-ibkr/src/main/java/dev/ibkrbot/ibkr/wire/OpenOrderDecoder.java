package dev.ibkrbot.ibkr.wire;

import dev.ibkrbot.ibkr.wire.OrderState.Margin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two long order messages. Both are walked to the end field by field, because blocks within them depend on
 * other fields; what comes after the last field anybody needs may be missing. Stateless.
 */
final class OpenOrderDecoder {
    private OpenOrderDecoder() {}

    static Inbound open(FieldReader in, int serverVersion) {
        int orderId = in.requireInt();
        WireContract contract = ContractDecoder.received(in);
        Terms terms = Terms.read(in);
        int clientId = in.readInt();
        long permId = in.readLong();
        boolean outsideRth = in.readBool();
        in.skip(7); // hidden to faPercentage
        skipFaProfile(in, serverVersion);
        in.skip(19); // modelCode to minQty
        int ocaType = in.readInt();
        in.skip(3); // eTradeOnly, firmQuoteOnly, nbboPriceCap
        int parentId = in.readInt();
        in.skip(3); // triggerMethod, volatility, volatilityType
        skipDeltaNeutral(in, 8);
        in.skip(2); // continuousUpdate, referencePriceType
        Optional<BigDecimal> trailStopPrice = in.readDecimal();
        Optional<BigDecimal> trailingPercent = in.readDecimal();
        in.skip(3); // basisPoints, basisPointsType, comboLegsDescrip
        List<WireContract.Leg> legs = legs(in);
        skipScaleAndHedge(in);
        in.skip(4); // optOutSmartRouting, clearingAccount, clearingIntent, notHeld
        skipDeltaNeutralContractAndAlgo(in);
        in.skip(1); // solicited
        boolean whatIf = in.readBool();
        OrderState state = state(in, serverVersion);
        in.skipTail(2); // randomizeSize, randomizePrice
        skipConditions(in, terms.orderType());
        in.skipTail(openTail(serverVersion));
        return new OrderMessage.Open(
                orderId,
                clientId,
                parentId,
                withLegs(contract, legs, in),
                terms.order(ocaType, permId, outsideRth, trailStopPrice, trailingPercent),
                whatIf,
                state);
    }

    static Inbound completed(FieldReader in, int serverVersion) {
        WireContract contract = ContractDecoder.received(in);
        Terms terms = Terms.read(in);
        long permId = in.readLong();
        boolean outsideRth = in.readBool();
        in.skip(6); // hidden, discretionaryAmt, goodAfterTime, faGroup, faMethod, faPercentage
        skipFaProfile(in, serverVersion);
        in.skip(17); // modelCode to minQty
        int ocaType = in.readInt();
        in.skip(3); // triggerMethod, volatility, volatilityType
        skipDeltaNeutral(in, 4);
        in.skip(2); // continuousUpdate, referencePriceType
        Optional<BigDecimal> trailStopPrice = in.readDecimal();
        Optional<BigDecimal> trailingPercent = in.readDecimal();
        in.skip(1); // comboLegsDescrip
        List<WireContract.Leg> legs = legs(in);
        skipScaleAndHedge(in);
        in.skip(3); // clearingAccount, clearingIntent, notHeld
        skipDeltaNeutralContractAndAlgo(in);
        in.skip(1); // solicited
        String status = in.readWord();
        in.skip(2); // randomizeSize, randomizePrice
        skipConditions(in, terms.orderType());
        in.skip(6); // trailStopPrice, lmtPriceOffset, cashQty, dontUseAutoPriceForHedge, isOmsContainer, autoCancelDate
        BigDecimal filled = in.readQuantity().orElse(BigDecimal.ZERO);
        in.skip(5); // refFuturesConId, autoCancelParent, shareholder, imbalanceOnly, routeMarketableToBbo
        long parentPermId = in.readLong();
        String completedTime = in.readText();
        String completedStatus = in.readEscapedText();
        in.skipTail(completedTail(serverVersion));
        return new OrderMessage.Completed(
                withLegs(contract, legs, in),
                terms.order(ocaType, permId, outsideRth, trailStopPrice, trailingPercent),
                status,
                filled,
                parentPermId == Long.MAX_VALUE ? 0 : parentPermId,
                completedTime,
                completedStatus);
    }

    /** action to orderRef, which both messages have alike. */
    private record Terms(
            String action,
            BigDecimal quantity,
            String orderType,
            Optional<BigDecimal> limitPrice,
            Optional<BigDecimal> auxPrice,
            String tif,
            String ocaGroup,
            String account,
            String orderRef) {
        static Terms read(FieldReader in) {
            return new Terms(
                    in.readWord(),
                    in.requireDecimal(),
                    in.readText(),
                    in.readDecimal(),
                    in.readDecimal(),
                    in.readText(),
                    in.readText(),
                    in.readText(),
                    in.skip(2).readText()); // openClose, origin
        }

        WireOrder order(
                int ocaType,
                long permId,
                boolean outsideRth,
                Optional<BigDecimal> trailStopPrice,
                Optional<BigDecimal> trailingPercent) {
            return new WireOrder(
                    action,
                    quantity,
                    orderType,
                    limitPrice,
                    auxPrice,
                    tif,
                    ocaGroup,
                    ocaType,
                    account,
                    orderRef,
                    permId,
                    outsideRth,
                    trailStopPrice,
                    trailingPercent);
        }
    }

    private static void skipFaProfile(FieldReader in, int serverVersion) {
        if (serverVersion < ServerVersions.NO_FA_PROFILE) {
            in.skip(1);
        }
    }

    /** Type and price, then a block unless the type is empty; real gateways send the word None, with the block. */
    private static void skipDeltaNeutral(FieldReader in, int blockFields) {
        boolean block = !in.readText().isEmpty();
        in.skip(1);
        if (block) {
            in.skip(blockFields);
        }
    }

    /** Legs; their prices and the routing parameters are passed over. */
    private static List<WireContract.Leg> legs(FieldReader in) {
        int count = in.readCount(8, Bounds.LEGS);
        List<WireContract.Leg> legs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            legs.add(new WireContract.Leg(in.readInt(), in.readInt(), in.readText(), in.readText()));
            in.skip(4); // openClose, shortSaleSlot, designatedLocation, exemptCode
        }
        in.skip(in.readCount(1, Bounds.LEGS));
        in.skip(2 * in.readCount(2, Bounds.PARAMETERS));
        return legs;
    }

    private static WireContract withLegs(WireContract contract, List<WireContract.Leg> legs, FieldReader in) {
        if (legs.isEmpty()) {
            return contract;
        }
        if (!contract.isCombo()) {
            throw in.bad("legs of a contract that is no combination");
        }
        return contract.withLegs(legs);
    }

    private static void skipScaleAndHedge(FieldReader in) {
        in.skip(2); // scaleInitLevelSize, scaleSubsLevelSize
        if (in.readDouble() > 0) {
            in.skip(7);
        }
        if (!in.readText().isEmpty()) {
            in.skip(1); // hedgeParam
        }
    }

    private static void skipDeltaNeutralContractAndAlgo(FieldReader in) {
        if (in.readBool()) {
            in.skip(3);
        }
        if (!in.readText().isEmpty()) {
            in.skip(2 * in.readCount(2, Bounds.PARAMETERS));
        }
    }

    private static OrderState state(FieldReader in, int serverVersion) {
        String status = in.readWord();
        Optional<BigDecimal> initialBefore = in.readDecimal();
        Optional<BigDecimal> maintenanceBefore = in.readDecimal();
        Optional<BigDecimal> equityBefore = in.readDecimal();
        Optional<BigDecimal> initialChange = in.readDecimal();
        Optional<BigDecimal> maintenanceChange = in.readDecimal();
        Optional<BigDecimal> equityChange = in.readDecimal();
        Margin initial = new Margin(initialBefore, initialChange, in.readDecimal());
        Margin maintenance = new Margin(maintenanceBefore, maintenanceChange, in.readDecimal());
        Margin equity = new Margin(equityBefore, equityChange, in.readDecimal());
        Optional<BigDecimal> commission = in.readDecimal();
        Optional<BigDecimal> minCommission = in.readDecimal();
        Optional<BigDecimal> maxCommission = in.readDecimal();
        String currency = in.readText();
        String marginCurrency = "";
        String rejectReason = "";
        if (serverVersion >= ServerVersions.FULL_PREVIEW) {
            marginCurrency = in.readText();
            in.skip(10); // nine margins outside regular hours, suggestedSize
            rejectReason = in.readEscapedText();
            in.skip(7 * in.readCount(7, Bounds.PARAMETERS)); // allocations
        }
        String warning = in.readEscapedText();
        return new OrderState(
                status,
                initial,
                maintenance,
                equity,
                commission,
                minCommission,
                maxCommission,
                currency,
                marginCurrency,
                rejectReason,
                warning);
    }

    /** The block of a pegged order, then conditions with the two flags that follow them. */
    private static void skipConditions(FieldReader in, String orderType) {
        if (orderType.equals("PEG BENCH")) {
            in.skip(5);
        }
        if (!in.hasMore()) {
            in.skipTail(1);
            return;
        }
        int count = in.readCount(4, Bounds.PARAMETERS);
        for (int i = 0; i < count; i++) {
            int type = in.requireInt();
            in.skip(1 + fieldsOfCondition(in, type)); // the conjunction first
        }
        if (count > 0) {
            in.skip(2); // conditionsIgnoreRth, conditionsCancelOrder
        }
    }

    private static int fieldsOfCondition(FieldReader in, int type) {
        switch (type) {
            case 1: // price: isMore, value, conId, exchange, triggerMethod
                return 5;
            case 3: // time: isMore, value
            case 4: // margin
                return 2;
            case 5: // execution: type, exchange, symbol
                return 3;
            case 6: // volume: isMore, value, conId, exchange
            case 7: // percent change
                return 4;
            default:
                throw in.bad("unknown condition type before it");
        }
    }

    /** adjustedOrderType to the end of an open order. */
    private static int openTail(int serverVersion) {
        int fields = 24;
        fields += serverVersion >= ServerVersions.CUSTOMER_ACCOUNT ? 1 : 0;
        fields += serverVersion >= ServerVersions.PROFESSIONAL_CUSTOMER ? 1 : 0;
        fields += serverVersion >= ServerVersions.BOND_INTEREST ? 1 : 0;
        fields += serverVersion >= ServerVersions.INCLUDE_OVERNIGHT ? 1 : 0;
        fields += serverVersion >= ServerVersions.OPEN_ORDER_TAGGING ? 2 : 0;
        fields += serverVersion >= ServerVersions.SUBMITTER ? 1 : 0;
        fields += serverVersion >= ServerVersions.IMBALANCE_ONLY ? 1 : 0;
        return fields;
    }

    /** What follows the completed status: five peg fields, and what later versions added. */
    private static int completedTail(int serverVersion) {
        int fields = 5;
        fields += serverVersion >= ServerVersions.CUSTOMER_ACCOUNT ? 1 : 0;
        fields += serverVersion >= ServerVersions.PROFESSIONAL_CUSTOMER ? 1 : 0;
        fields += serverVersion >= ServerVersions.SUBMITTER ? 1 : 0;
        return fields;
    }
}
