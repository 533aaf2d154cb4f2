package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * An order as a client wrote it. Immutable.
 *
 * @param orderId the client's number of it
 * @param unserved what it asks for that the exchange does not do; empty when nothing
 */
record Ticket(
        int orderId,
        ContractQuery contract,
        List<Leg> legs,
        String action,
        Quantity quantity,
        String type,
        Optional<Price> limit,
        Optional<Price> aux,
        String tif,
        String ocaGroup,
        String account,
        String orderRef,
        boolean transmit,
        int parentId,
        boolean outsideRth,
        int ocaType,
        Optional<Price> trailStop,
        boolean whatIf,
        String unserved) {
    private static final int MOST = 200;

    Ticket {
        legs = List.copyOf(legs);
    }

    /** One leg of a combo. */
    record Leg(int conId, int ratio, String action, String exchange) {}

    /** The fields of placeOrder after the message number. */
    static Ticket read(Fields in, int version) {
        TicketReader reader = new TicketReader(in, version, MOST);
        return reader.read();
    }
}
