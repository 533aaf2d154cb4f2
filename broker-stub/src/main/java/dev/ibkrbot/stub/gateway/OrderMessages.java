package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import java.util.Optional;

/** Writes what is said about orders: openOrder, orderStatus, completedOrder. Confined to the gateway's lock. */
final class OrderMessages {
    private static final int MARGINS = 9;
    private static final long NO_PARENT = Long.MAX_VALUE;

    private final Floor floor;

    OrderMessages(Floor floor) {
        this.floor = floor;
    }

    /** 3: how far it has come. */
    Message status(LiveOrder order) {
        return Message.of(3)
                .number(order.ticket.orderId())
                .text(order.status)
                .quantity(order.filled)
                .quantity(order.remaining())
                .price(order.averagePrice())
                .number(order.permId)
                .number(order.ticket.parentId())
                .price(order.lastPrice.orElse(Price.ZERO))
                .number(order.clientId)
                .text("")
                .text("0.0");
    }

    /** 5: the order itself; {@code preview} for the answer to a what-if. */
    Message open(LiveOrder order, Optional<WhatIf> preview, String warning, int version) {
        Ticket ticket = order.ticket;
        Message out = floor.contracts.write(Message.of(5).number(ticket.orderId()), order.instrument);
        terms(out, order, true);
        out.number(order.clientId).number(order.permId);
        upToExempt(out, order, version);
        out.fields("0 - - - - - " + Message.UNSET_INT + " 0 0 0 -");
        out.number(ticket.ocaType()).fields("0 0 -");
        out.number(ticket.parentId()).fields("0 - 0 None - 0 - - - ? 0 0 - 0 0");
        out.priceOrEmpty(ticket.trailStop()).fields("- - -");
        legs(out, ticket);
        out.fields(Message.UNSET_INT + " " + Message.UNSET_INT + " - - 0 - IB 0 0 - 0");
        out.flag(ticket.whatIf()).text(order.status);
        state(out, order, preview, warning, version);
        out.fields("0 0 0 None");
        out.text(Message.UNSET_DOUBLE).priceOrEmpty(ticket.trailStop());
        for (int i = 0; i < 4; i++) {
            out.text(Message.UNSET_DOUBLE);
        }
        out.fields("0 - - - 0 1 0 0 0 - - 0 - - - - -");
        if (version >= ProtocolVersions.CUSTOMER_ACCOUNT) {
            out.text("");
        }
        if (version >= ProtocolVersions.PROFESSIONAL) {
            out.number(0);
        }
        if (version >= ProtocolVersions.BOND_ACCRUED_INTEREST) {
            out.text("");
        }
        if (version >= ProtocolVersions.OVERNIGHT) {
            out.number(0);
        }
        if (version >= ProtocolVersions.OPERATOR) {
            out.text("").text("");
        }
        if (version >= ProtocolVersions.SUBMITTER) {
            out.text("");
        }
        if (version >= ProtocolVersions.IMBALANCE) {
            out.number(0);
        }
        return out;
    }

    /** From action to orderRef. */
    private void terms(Message out, LiveOrder order, boolean withUnsetPrices) {
        Ticket ticket = order.ticket;
        out.text(ticket.action()).quantity(ticket.quantity()).text(ticket.type());
        if (withUnsetPrices) {
            out.text(ticket.limit().map(Price::toString).orElse("0.0"));
            out.text(ticket.aux().map(Price::toString).orElse("0.0"));
        } else {
            out.priceOrEmpty(ticket.limit()).priceOrEmpty(ticket.aux());
        }
        out.text(ticket.tif()).text(ticket.ocaGroup()).text(floor.account());
        out.text("").number(0).text(ticket.orderRef());
    }

    /** From outsideRth to exemptCode, alike in open and completed orders but for the shares allocation. */
    private void upToExempt(Message out, LiveOrder order, int version) {
        out.flag(order.ticket.outsideRth()).fields("0 0 -");
        out.text(order.permId + ".0/" + floor.account() + "/100");
        financialAdvisor(out, version);
        out.fields("- - - - - 0 - -1");
    }

    private static void financialAdvisor(Message out, int version) {
        out.empty(version < ProtocolVersions.NO_FA_PROFILE ? 4 : 3);
    }

    private static void legs(Message out, Ticket ticket) {
        out.text("").number(ticket.legs().size());
        for (Ticket.Leg leg : ticket.legs()) {
            out.number(leg.conId()).number(leg.ratio()).text(leg.action()).text(leg.exchange());
            out.fields("0 0 - -1");
        }
        out.zeros(2);
    }

    /** The margins and what the order costs; a preview's reason is why it was refused. */
    private static void state(Message out, LiveOrder order, Optional<WhatIf> preview, String warning, int version) {
        if (preview.isPresent()) {
            WhatIf it = preview.get();
            out.money(it.initialMarginBefore())
                    .money(it.maintenanceMarginBefore())
                    .money(it.equityWithLoanBefore());
            out.money(it.initialMarginChange()).money(it.maintenanceMarginChange());
            out.money(it.equityWithLoanChange());
            out.money(it.initialMarginAfter())
                    .money(it.maintenanceMarginAfter())
                    .money(it.equityWithLoanAfter());
            out.money(it.commission()).money(it.minCommission()).money(it.maxCommission());
            out.text(it.commission().map(fee -> fee.currency().code()).orElse(""));
        } else {
            for (int i = 0; i < MARGINS; i++) {
                out.text(Message.UNSET_DOUBLE);
            }
            out.text(order.commission.map(Money::amount).orElse("")).text("").text("");
            out.text(order.commission.map(it -> it.currency().code()).orElse(""));
        }
        if (version >= ProtocolVersions.FULL_PREVIEW) {
            out.text(preview.isPresent() ? "USD" : "");
            for (int i = 0; i < MARGINS; i++) {
                out.text(Message.UNSET_DOUBLE);
            }
            out.text("").text(preview.isPresent() ? order.reason : "").number(0);
        }
        out.text(warning);
    }

    /** 101: an order that is over. */
    Message completed(LiveOrder order, int version) {
        Ticket ticket = order.ticket;
        Message out = floor.contracts.write(Message.of(101), order.instrument);
        terms(out, order, false);
        out.number(order.permId).flag(ticket.outsideRth()).fields("0 0 -");
        financialAdvisor(out, version);
        out.fields("- - - - - 0 - -1"); // modelCode to exemptCode
        out.fields("- - - - - " + Message.UNSET_INT + " 0 0 -"); // startingPrice to minQty
        out.number(ticket.ocaType()).fields("0 - 0 None - 0 0 0 - 0 0"); // triggerMethod to referencePriceType
        out.priceOrEmpty(ticket.trailStop()).text("");
        legs(out, ticket);
        out.fields(Message.UNSET_INT + " " + Message.UNSET_INT + " - - - IB 0 0 - 0"); // scale to solicited
        out.text(order.status).fields("0 0 0"); // randomizeSize, randomizePrice, conditions
        out.priceOrEmpty(ticket.trailStop()).text(Message.UNSET_DOUBLE); // again, lmtPriceOffset
        out.fields("0 1 0 -").quantity(order.filled); // cashQty to autoCancelDate
        out.number(0).fields("0 - 0 0").number(NO_PARENT); // refFuturesConId to parentPermId
        out.text(order.finishedAt).text(order.reason);
        out.empty(5);
        if (version >= ProtocolVersions.CUSTOMER_ACCOUNT) {
            out.text("");
        }
        if (version >= ProtocolVersions.PROFESSIONAL) {
            out.number(0);
        }
        if (version >= ProtocolVersions.SUBMITTER) {
            out.text("");
        }
        return out;
    }
}
