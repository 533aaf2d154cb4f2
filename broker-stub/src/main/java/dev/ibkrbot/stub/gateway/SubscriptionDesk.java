package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holdings, values, profit and loss for those who ask under a number of their own: once, and again after each fill,
 * profit and loss also when prices change them. Confined to the gateway's lock.
 */
final class SubscriptionDesk {
    private final Floor floor;
    private final AccountFigures figures;
    private final List<Line> lines = new ArrayList<>();

    SubscriptionDesk(Floor floor, AccountFigures figures) {
        this.floor = floor;
        this.figures = figures;
    }

    /** What a request wants. */
    private enum Kind {
        HOLDINGS,
        VALUES,
        PROFIT,
        PROFIT_OF_ONE
    }

    /** One request, and what was said about it. */
    private static final class Line {
        private final Client client;
        private final Kind kind;
        private final int request;
        private final String account;
        private final String model;
        private final int conId;
        private final Set<Instrument> told = new LinkedHashSet<>();
        private List<String> said = List.of();

        private Line(Client client, Kind kind, int request, String account, String model, int conId) {
            this.client = client;
            this.kind = kind;
            this.request = request;
            this.account = account;
            this.model = model;
            this.conId = conId;
        }
    }

    /** 74: every holding, then those that change. */
    void holdings(Client client, Fields in) {
        in.skip(1);
        open(client, in, Kind.HOLDINGS, 72);
    }

    /** 76: every value, then all again. */
    void values(Client client, Fields in) {
        in.skip(1);
        open(client, in, Kind.VALUES, 74);
    }

    /** 92: profit and loss of the account. */
    void profit(Client client, Fields in) {
        open(client, in, Kind.PROFIT, 0);
    }

    /** 94: of one contract; nothing for one that is not held. */
    void profitOfOne(Client client, Fields in) {
        open(client, in, Kind.PROFIT_OF_ONE, 0);
    }

    private void open(Client client, Fields in, Kind kind, int end) {
        int request = in.integer();
        String account = in.text();
        String model = in.text();
        if (!floor.knowsAccount(account)) {
            client.error(request, 321, "Error validating request: invalid account code '" + account + "'");
            return;
        }
        int conId = kind == Kind.PROFIT_OF_ONE ? in.integer() : 0;
        String named = account.isEmpty() ? floor.account() : account;
        Line line = new Line(client, kind, request, named, model, conId);
        remove(client, request);
        lines.add(line);
        tell(line);
        if (end > 0 && floor.faults.ends) {
            client.send(Message.of(end).number(1).number(request));
        }
    }

    /** 75 and 77, which carry a version, and 93 and 95, which do not. */
    void cancel(Client client, Fields in, boolean versioned) {
        in.skip(versioned ? 1 : 0);
        remove(client, in.integer());
    }

    private void remove(Client client, int request) {
        lines.removeIf(it -> it.client == client && it.request == request);
    }

    /** As time goes on; holdings and values only after a fill. */
    void update(boolean positionsMoved) {
        for (Line line : lines) {
            if (positionsMoved || line.kind == Kind.PROFIT || line.kind == Kind.PROFIT_OF_ONE) {
                tell(line);
            }
        }
    }

    private void tell(Line line) {
        switch (line.kind) {
            case HOLDINGS -> tellHoldings(line);
            case VALUES ->
                figures.values()
                        .forEach((key, value) -> line.client.send(Message.of(73)
                                .number(1)
                                .number(line.request)
                                .text(line.account)
                                .text(line.model)
                                .text(key)
                                .text(value)
                                .text("USD")));
            case PROFIT -> tellProfit(line);
            case PROFIT_OF_ONE -> tellProfitOfOne(line);
            default -> throw new IllegalStateException(line.kind.name());
        }
    }

    private void tellHoldings(Line line) {
        Set<Instrument> gone = new LinkedHashSet<>(line.told);
        line.told.clear();
        for (Position position : figures.positions()) {
            gone.remove(position.instrument());
            line.told.add(position.instrument());
            holding(line, position.instrument(), position.quantity(), AccountFigures.averageCost(position));
        }
        gone.forEach(it -> holding(line, it, Quantity.ZERO, "0.0"));
    }

    private void holding(Line line, Instrument instrument, Quantity quantity, String cost) {
        Message out = Message.of(71).number(3).number(line.request).text(line.account);
        floor.contracts.write(out, instrument);
        line.client.send(out.quantity(quantity).text(cost).text(line.model));
    }

    private void tellProfit(Line line) {
        Map<String, String> values = figures.values();
        List<String> now = List.of(values.get("UnrealizedPnL"), values.get("RealizedPnL"));
        if (!now.equals(line.said)) {
            line.said = now;
            line.client.send(Message.of(94)
                    .number(line.request)
                    .text(Message.UNSET_DOUBLE)
                    .text(now.get(0))
                    .text(now.get(1)));
        }
    }

    private void tellProfitOfOne(Line line) {
        Optional<Position> held = figures.positions().stream()
                .filter(it -> floor.contracts.number(it.instrument()) == line.conId)
                .findFirst();
        if (held.isEmpty() && line.said.isEmpty()) {
            return;
        }
        String quantity = held.map(it -> it.quantity().toString()).orElse("0");
        String worth = held.map(it -> figures.worth(it).amount()).orElse("0.0");
        String gain = held.map(it -> figures.worth(it).minus(figures.cost(it)).amount())
                .orElse("0.0");
        List<String> now = List.of(quantity, gain, worth);
        if (!now.equals(line.said)) {
            line.said = now;
            line.client.send(Message.of(95)
                    .number(line.request)
                    .text(quantity)
                    .text(Message.UNSET_DOUBLE)
                    .text(gain)
                    .text(Message.UNSET_DOUBLE)
                    .text(worth));
        }
    }

    void leave(Client client) {
        lines.removeIf(it -> it.client == client);
    }
}
