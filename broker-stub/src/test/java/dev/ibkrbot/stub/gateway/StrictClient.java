package dev.ibkrbot.stub.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A client that reads every message by {@link StrictReader} and keeps it. Confined to one thread. */
final class StrictClient implements AutoCloseable {
    private final WireClient wire;
    private final StrictReader reader;
    final int version;

    private StrictClient(WireClient wire, int version) {
        this.wire = wire;
        this.version = version;
        reader = new StrictReader(version);
    }

    /**
     * Greets with an offer such as "v100..193" and sends the rest behind startApi without waiting for anything.
     *
     * @param version what the simulator must answer the offer with
     */
    static StrictClient start(int port, String offer, int version, int clientId, String... rest) throws IOException {
        WireClient wire = new WireClient(port);
        wire.greet(offer);
        String answer = wire.receive();
        if (!answer.matches(version + "\\|[^|]+\\|")) {
            throw new AssertionError("not two fields of version " + version + ": " + answer);
        }
        List<String> all = new ArrayList<>(List.of("71|2|" + clientId + "||"));
        all.addAll(List.of(rest));
        wire.send(all.toArray(String[]::new));
        return new StrictClient(wire, version);
    }

    /** Started, and everything up to the last farm notice read. */
    static StrictClient ready(int port, int version, int clientId) throws IOException {
        StrictClient client = start(port, "v100.." + version, version, clientId);
        client.until("4/2158/-1");
        return client;
    }

    void send(String... requests) throws IOException {
        wire.send(requests);
    }

    /** Messages up to the first of this kind. */
    List<String> until(String kind) throws IOException {
        List<String> all = wire.receiveUntil(it -> kind.equals(kind(it)));
        all.forEach(reader::read);
        return all;
    }

    /** Everything that had been sent by now. */
    List<String> all() throws IOException {
        List<String> all = wire.receiveAll();
        all.forEach(reader::read);
        return all;
    }

    /** "9" for an id, "4/200/12" for an error with its code and what it is about. */
    String kind(String message) {
        String[] fields = message.split("\\|", -1);
        if (!fields[0].equals("4")) {
            return fields[0];
        }
        int about = version < 194 ? 2 : 1;
        return "4/" + fields[about + 1] + "/" + fields[about];
    }

    /** The kinds of these messages, each run of the same once. */
    String kinds(List<String> messages) {
        List<String> kinds = new ArrayList<>();
        for (String message : messages) {
            String kind = kind(message);
            if (kinds.isEmpty() || !kinds.get(kinds.size() - 1).equals(kind)) {
                kinds.add(kind);
            }
        }
        return String.join(" ", kinds);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
