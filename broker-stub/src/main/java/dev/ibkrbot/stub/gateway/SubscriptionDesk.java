package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holdings, values, profit and loss for those who ask under a number of their own: once, and again after each fill.
 * Confined to the gateway's lock.
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

    /** One request; {@code told} is what it was told of and must hear the end of. */
    private record Line(
            Client client, Kind kind, int request, String account, String model, int conId, Set<Instrument> told) {}

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
        Line line = new Line(client, kind, request, named, model, conId, new LinkedHashSet<>());
        lines.add(line);
        tell(line);
        if (end > 0 && floor.faults.ends) {
            client.send(Message.of(end).number(1).number(request));
        }
    }

    /** 75 and 77, which carry a version, and 93 and 95, which do not. */
    void cancel(Client client, Fields in, boolean versioned) {
        in.skip(versioned ? 1 : 0);
        int request = in.integer();
        lines.removeIf(it -> it.client == client && it.request == request);
    }

    /** After a fill. */
    void update() {
        lines.forEach(this::tell);
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
        line.client.send(Message.of(94)
                .number(line.request)
                .text(Message.UNSET_DOUBLE)
                .text(values.get("UnrealizedPnL"))
                .text(values.get("RealizedPnL")));
    }

    private void tellProfitOfOne(Line line) {
        for (Position position : figures.positions()) {
            if (floor.contracts.number(position.instrument()) == line.conId) {
                Money worth = figures.worth(position);
                line.client.send(Message.of(95)
                        .number(line.request)
                        .quantity(position.quantity())
                        .text(Message.UNSET_DOUBLE)
                        .money(worth.minus(figures.cost(position)))
                        .text(Message.UNSET_DOUBLE)
                        .money(worth));
            }
        }
    }

    void leave(Client client) {
        lines.removeIf(it -> it.client == client);
    }
}
