package dev.ibkrbot.stub.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What is to be said about orders: collected while one request or one step of time is worked on, then sent in the order,
 * number and lateness the scenario wants. Confined to the gateway's lock.
 */
final class Callbacks {
    private static final int UNKNOWN_MESSAGE = 199;
    private static final int UNKNOWN_CODE = 99_999;

    private final Faults faults;
    private final IntFunction<Optional<Client>> clients;
    private List<Said> said = new ArrayList<>();
    private List<Late> late = new ArrayList<>();

    /** @param clients the connected client of a number */
    Callbacks(Faults faults, IntFunction<Optional<Client>> clients) {
        this.faults = faults;
        this.clients = clients;
    }

    private record Said(Client client, boolean commission, Message message) {}

    private record Late(Instant due, int clientId, Function<Client, Message> message) {}

    /** The client of this number, when it is connected and is to hear anything at all. */
    Optional<Client> client(int clientId) {
        return faults.orders == OrdersMode.MUTE ? Optional.empty() : clients.apply(clientId);
    }

    /** Those who hear of this client's orders: itself and the master client. */
    List<Client> hearers(int clientId) {
        List<Client> all = new ArrayList<>();
        client(clientId).ifPresent(all::add);
        if (faults.master.isPresent() && faults.master.getAsInt() != clientId) {
            client(faults.master.getAsInt()).ifPresent(all::add);
        }
        return all;
    }

    void say(Client client, Message message) {
        said.add(new Said(client, false, message));
    }

    void sayCommission(Client client, Message message) {
        said.add(new Said(client, true, message));
    }

    /** The message is written when it is due, and not at all for a client that is gone by then. */
    void sayLater(Instant due, int clientId, Function<Client, Message> message) {
        late.add(new Late(due, clientId, message));
    }

    /** An unknown message and an unknown code about an order, when the scenario wants them. */
    void stranger(Client client, int orderId) {
        if (faults.strangers) {
            say(client, Message.of(UNKNOWN_MESSAGE).number(1).number(orderId).text("?"));
            client.error(orderId, UNKNOWN_CODE, "A notice that no list has");
        }
    }

    /** Sends what was collected, and what has become due. */
    void flush(Instant now) {
        List<Late> waiting = late;
        late = new ArrayList<>();
        for (Late it : waiting) {
            if (it.due.isAfter(now)) {
                late.add(it);
            } else {
                hearers(it.clientId).forEach(client -> say(client, it.message.apply(client)));
            }
        }
        List<Said> all = said;
        said = new ArrayList<>();
        if (faults.commissionsFirst) {
            all.sort((a, b) -> Boolean.compare(b.commission, a.commission));
        }
        if (faults.reversed) {
            Collections.reverse(all);
        }
        for (Said it : all) {
            for (int copy = 0; copy < faults.copies; copy++) {
                it.client.send(it.message);
            }
        }
    }
}
