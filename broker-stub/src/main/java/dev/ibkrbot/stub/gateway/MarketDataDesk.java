package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Market-data lines: snapshots and streams, entitlements and their errors. Confined to the gateway's lock. */
final class MarketDataDesk {
    private static final int MOST_LEGS = 64;

    private final Floor floor;
    private final List<QuoteLine> lines = new ArrayList<>();

    MarketDataDesk(Floor floor) {
        this.floor = floor;
    }

    /** Streams that are open, of all clients. */
    int openLines() {
        return lines.size();
    }

    /** 1: a stream or a snapshot. */
    void request(Client client, Fields in) {
        in.skip(1);
        int request = in.integer();
        ContractQuery query = ContractQuery.read(in);
        if (query.isCombo()) {
            in.skip(4 * in.count(MOST_LEGS));
        }
        if (in.flag()) {
            in.skip(3);
        }
        String list = in.text();
        GenericTicks generics = GenericTicks.parse(list);
        boolean once = in.flag();
        boolean snapshot = in.flag() || once; // the one that costs is like the other
        Optional<Instrument> found = floor.contracts.findOne(query);
        if (found.isEmpty()) {
            client.error(request, 200, "No security definition has been found for the request");
        } else if (snapshot && !generics.isEmpty()) {
            client.error(request, 414, "Snapshot market data subscription is not applicable to generic ticks");
        } else if (generics.areUnknown()) {
            client.error(request, 321, GenericTicks.refusal(list, Contracts.type(found.get())));
        } else if (lines.stream().anyMatch(it -> it.client == client && it.request == request)) {
            client.error(request, 102, "Duplicate ticker ID");
        } else if (!snapshot && lines.size() >= floor.faults.lines) {
            client.error(request, 101, "Max number of tickers has been reached");
        } else {
            serve(client, request, found.get(), generics, snapshot);
        }
    }

    private void serve(Client client, int request, Instrument instrument, GenericTicks generics, boolean snapshot) {
        boolean asksDelayed = client.marketDataType() >= 3;
        DataMode mode = floor.faults.data(instrument);
        boolean delayed = false;
        switch (mode) {
            case DENIED -> {
                client.error(request, 354, "Requested market data is not subscribed.");
                return;
            }
            case DELAYED_DISABLED -> {
                client.error(
                        request, 10168, "Requested market data is not subscribed. Delayed market data is not enabled.");
                return;
            }
            case COMPETING -> {
                client.error(request, 10197, "No market data during competing live session");
                return;
            }
            case NOT_SUBSCRIBED -> {
                if (!asksDelayed) {
                    client.error(
                            request,
                            354,
                            "Requested market data is not subscribed. Delayed market data is available."
                                    + " Use reqMarketDataType(3).");
                    return;
                }
                client.error(
                        request, 10167, "Requested market data is not subscribed. Displaying delayed market data.");
                delayed = true;
            }
            case NEEDS_SUBSCRIPTION -> {
                client.error(
                        request,
                        10089,
                        "Requested market data requires additional subscription for API. Delayed market data is"
                                + " available.");
                delayed = true;
            }
            case DELAYED -> {
                client.error(
                        request, 10167, "Requested market data is not subscribed. Displaying delayed market data.");
                delayed = true;
            }
            default -> {
                // Live, whatever type was asked for.
            }
        }
        open(new QuoteLine(floor, client, request, instrument, generics, delayed), delayed, snapshot);
    }

    private void open(QuoteLine line, boolean delayed, boolean snapshot) {
        Price step = floor.contracts.grid(line.instrument).incrementAt(Price.ZERO);
        line.client.send(
                Message.of(81).number(line.request).price(step).text("9c0001").number(3));
        int type = delayed ? 3 : floor.faults.data == DataMode.FROZEN ? 2 : 1;
        line.client.send(Message.of(58).number(1).number(line.request).number(type));
        if (!floor.faults.greeks && Contracts.type(line.instrument).equals("OPT")) {
            line.client.error(
                    line.request,
                    10090,
                    "Part of requested market data is not subscribed. Greeks need the underlying.");
        }
        boolean flows = floor.faults.flows(line.instrument);
        if (flows) {
            line.update();
        }
        if (!snapshot) {
            lines.add(line);
        } else if (floor.faults.data != DataMode.UNFINISHED && floor.faults.ends && flows) {
            line.client.send(Message.of(57).number(1).number(line.request));
        }
    }

    /** 2: the end of a stream. */
    void cancel(Client client, Fields in) {
        in.skip(1);
        int request = in.integer();
        if (!lines.removeIf(it -> it.client == client && it.request == request)) {
            client.error(request, 300, "Can't find EId with tickerId:" + request);
        }
    }

    /** Sends what changed with time. */
    void update() {
        for (QuoteLine line : lines) {
            if (floor.faults.flows(line.instrument)) {
                line.update();
            }
        }
    }

    void leave(Client client) {
        lines.removeIf(it -> it.client == client);
    }

    /** The link came back without the subscriptions of before. */
    void loseAll() {
        lines.clear();
    }
}
