package dev.ibkrbot.stub.gateway;

import java.util.List;

/** The lists a gateway hands out beside contracts, short or empty here, each with the end a client waits for. */
final class ReferenceDesk {
    /** The exchanges behind the map code that quotes name. */
    private static final String BBO_MAP = "9c0001";

    private static final List<String> BBO_EXCHANGES = List.of("NYSE", "CBOE");
    private static final String NO_SCANNERS =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ScanParameterResponse></ScanParameterResponse>";

    private final Floor floor;

    ReferenceDesk(Floor floor) {
        this.floor = floor;
    }

    /** Answers a request of this number; false when it is none of these. */
    boolean answer(Client client, int id, Fields in) {
        switch (id) {
            case 12, 13 -> in.skip(1); // nobody issues bulletins
            case 22 -> client.send(Message.of(20).number(3).number(in.integer()).number(0));
            case 24 -> client.send(Message.of(19).number(1).text(NO_SCANNERS));
            case 79 -> client.send(Message.of(77).number(in.integer()).number(0));
            case 80 ->
                client.send(Message.of(78).number(1).text(floor.account()).text(""));
            case 82 -> client.send(Message.of(80).number(0));
            case 83 -> smartComponents(client, in);
            case 85 -> client.send(Message.of(85).number(0));
            case 86 -> client.send(Message.of(87).number(in.integer()).number(0));
            case 104 -> client.send(Message.of(107).number(in.integer()).text(""));
            case 23, 53, 89, 90, 101, 103 -> in.skip(1); // cancels: everything was said at once
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void smartComponents(Client client, Fields in) {
        int request = in.integer();
        if (!in.text().equals(BBO_MAP)) {
            client.error(request, 321, "Error validating request: unknown BBO exchange");
            return;
        }
        Message out = Message.of(82).number(request).number(BBO_EXCHANGES.size());
        for (int bit = 0; bit < BBO_EXCHANGES.size(); bit++) {
            String exchange = BBO_EXCHANGES.get(bit);
            out.number(bit).text(exchange).text(exchange.substring(0, 1));
        }
        client.send(out);
    }
}
