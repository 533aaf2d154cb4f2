package dev.ibkrbot.ibkr.order;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.ibkr.request.Listing;
import dev.ibkrbot.ibkr.translate.Contracts;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contracts as orders name them: always routed by the smart router. */
final class Routes {
    private Routes() {}

    /** The contract of an instrument whose listing, or whose legs' listings, are known. */
    static WireContract contract(Instrument instrument, Map<Instrument, Listing> known) {
        if (instrument instanceof Combo combo) {
            List<WireContract.Leg> legs =
                    combo.legs().stream().map(leg -> leg(leg, known)).toList();
            return new WireContract(
                    0,
                    Contracts.wireSymbol(combo.underlying()),
                    WireContract.BAG,
                    "",
                    Optional.empty(),
                    "",
                    "",
                    Contracts.SMART,
                    "",
                    combo.currency().code(),
                    "",
                    "",
                    legs);
        }
        WireContract listed = known.get(instrument).contract();
        return new WireContract(
                listed.conId(),
                listed.symbol(),
                listed.secType(),
                listed.lastTradeDate(),
                listed.strike(),
                listed.right(),
                listed.multiplier(),
                Contracts.SMART,
                "",
                listed.currency(),
                listed.localSymbol(),
                listed.tradingClass(),
                List.of());
    }

    /** The group as the gateway takes it: a combination must not name an OCA group (356), its parent links its exits. */
    static OrderGroup sendable(OrderGroup group) {
        return new OrderGroup(group.orders().stream().map(Routes::sendable).toList());
    }

    private static Order sendable(Order order) {
        if (!(order.instrument() instanceof Combo) || order.ocaGroup().isEmpty()) {
            return order;
        }
        return new Order(
                order.id(),
                order.ref(),
                order.role(),
                order.instrument(),
                order.side(),
                order.quantity(),
                order.terms(),
                order.timeInForce(),
                order.parent(),
                Optional.empty(),
                order.approval());
    }

    private static WireContract.Leg leg(Combo.Leg leg, Map<Instrument, Listing> known) {
        Side side = leg.ratio() > 0 ? Side.BUY : Side.SELL;
        return new WireContract.Leg(
                known.get(leg.instrument()).contract().conId(), Math.abs(leg.ratio()), side.name(), Contracts.SMART);
    }
}
