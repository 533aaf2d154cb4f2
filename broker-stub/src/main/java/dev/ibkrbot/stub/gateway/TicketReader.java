package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads placeOrder field by field, with the blocks that come only under conditions. Fields the exchange has no use for
 * are passed over; fields after the last one known are ignored. Used once.
 */
final class TicketReader {
    private final Fields in;
    private final int version;
    private final int most;
    private final List<Ticket.Leg> legs = new ArrayList<>();
    private String unserved = "";

    TicketReader(Fields in, int version, int mostInCounts) {
        this.in = in;
        this.version = version;
        this.most = mostInCounts;
    }

    Ticket read() {
        int orderId = in.integer();
        ContractQuery contract = ContractQuery.read(in);
        in.skip(2); // secIdType, secId
        String action = in.text();
        Quantity quantity = in.quantity().orElse(Quantity.ZERO);
        String type = in.text();
        Optional<Price> limit = in.price();
        Optional<Price> aux = in.price();
        String tif = in.text();
        String ocaGroup = in.text();
        String account = in.text();
        in.skip(2); // openClose, origin
        String orderRef = in.text();
        boolean transmit = in.flag();
        int parentId = in.integer();
        in.skip(4); // blockOrder, sweepToFill, displaySize, triggerMethod
        boolean outsideRth = in.flag();
        in.skip(1); // hidden
        if (contract.isCombo()) {
            combo();
        }
        in.skip(7); // sharesAllocation to faPercentage
        if (version < ProtocolVersions.NO_FA_PROFILE) {
            in.skip(1);
        }
        in.skip(4); // modelCode, shortSaleSlot, designatedLocation, exemptCode
        int ocaType = in.integer();
        in.skip(17); // rule80A to volatilityType
        boolean deltaNeutral = !in.text().isEmpty();
        in.skip(deltaNeutral ? 9 : 1);
        unserved = deltaNeutral ? "delta-neutral orders" : unserved;
        in.skip(2); // continuousUpdate, referencePriceType
        Optional<Price> trailStop = in.price();
        in.skip(1); // trailingPercent
        afterTrailing();
        boolean whatIf = tailToWhatIf();
        conditions(type);
        return new Ticket(
                orderId,
                contract,
                legs,
                action,
                quantity,
                type,
                limit,
                aux,
                tif,
                ocaGroup,
                account,
                orderRef,
                transmit,
                parentId,
                outsideRth,
                ocaType,
                trailStop,
                whatIf,
                unserved);
    }

    private void combo() {
        int count = in.count(most);
        for (int i = 0; i < count; i++) {
            legs.add(new Ticket.Leg(in.integer(), in.integer(), in.text(), in.text()));
            in.skip(4);
        }
        in.skip(in.count(most));
        in.skip(2 * in.count(most));
    }

    private void afterTrailing() {
        in.skip(2); // scaleInitLevelSize, scaleSubsLevelSize
        if (in.price().filter(Price::isPositive).isPresent()) {
            in.skip(7);
            unserved = "scale orders";
        }
        in.skip(3); // scaleTable, activeStartTime, activeStopTime
        if (!in.text().isEmpty()) {
            in.skip(1);
            unserved = "hedging orders";
        }
        in.skip(4); // optOutSmartRouting, clearingAccount, clearingIntent, notHeld
        if (in.flag()) {
            in.skip(3);
            unserved = "delta-neutral contracts";
        }
        if (!in.text().isEmpty()) {
            in.skip(2 * in.count(most));
            unserved = "algorithms";
        }
        in.skip(1); // algoId
    }

    private boolean tailToWhatIf() {
        boolean whatIf = in.flag();
        in.skip(4); // orderMiscOptions, solicited, randomizeSize, randomizePrice
        return whatIf;
    }

    private void conditions(String type) {
        if (type.equals("PEG BENCH")) {
            in.skip(5);
        }
        int count = in.count(most);
        for (int i = 0; i < count; i++) {
            int condition = in.integer();
            in.skip(1); // conjunction
            switch (condition) {
                case 5 -> in.skip(3);
                case 3, 4 -> in.skip(2);
                case 1 -> in.skip(5);
                case 6, 7 -> in.skip(4);
                default -> throw new ProtocolViolation("an order condition of type " + condition);
            }
            unserved = "conditions";
        }
        if (count > 0) {
            in.skip(2);
        }
        in.skip(24); // adjustedOrderType to manualOrderTime, present at every version served
    }
}
