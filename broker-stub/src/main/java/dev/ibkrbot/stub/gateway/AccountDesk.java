package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what the account is worth and holds, once and as it changes. Confined to the gateway's lock. */
final class AccountDesk {
    private static final long REFRESH_SECONDS = 180;
    private static final int MOST_SUMMARIES = 2;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Floor floor;
    private final AccountFigures figures;
    private final List<Summary> summaries = new ArrayList<>();
    private final Set<Client> positionWatchers = new HashSet<>();
    private final Set<Client> updateWatchers = new HashSet<>();
    private final Set<Instrument> reported = new LinkedHashSet<>();
    private Instant refreshed = Instant.EPOCH;

    AccountDesk(Floor floor, AccountFigures figures) {
        this.floor = floor;
        this.figures = figures;
    }

    private record Summary(Client client, int request, String tags) {}

    /** 62. */
    void summary(Client client, Fields in) {
        in.skip(1);
        int request = in.integer();
        in.skip(1);
        String tags = in.text();
        if (summaries.stream().filter(it -> it.client == client).count() >= MOST_SUMMARIES) {
            client.error(request, 322, "Error processing request. Maximum number of account summary requests exceeded");
            return;
        }
        Summary summary = new Summary(client, request, "," + tags + ",");
        summaries.add(summary);
        send(summary, figures.values());
        if (floor.faults.ends) {
            client.send(Message.of(64).number(1).number(request));
        }
    }

    private void send(Summary summary, Map<String, String> values) {
        boolean ledger = summary.tags.contains(",$LEDGER");
        if (summary.tags.contains(",AccountType,")) {
            summary.client.send(
                    row(summary.request).text("AccountType").text("INDIVIDUAL").text(""));
        }
        values.forEach((tag, value) -> {
            if (ledger || summary.tags.contains("," + tag + ",")) {
                summary.client.send(row(summary.request).text(tag).text(value).text("USD"));
            }
        });
    }

    private Message row(int request) {
        return Message.of(63).number(1).number(request).text(floor.account());
    }

    /** 63. */
    void cancelSummary(Client client, Fields in) {
        in.skip(1);
        int request = in.integer();
        summaries.removeIf(it -> it.client == client && it.request == request);
    }

    /** 6: everything, then what changes. */
    void updates(Client client, Fields in) {
        in.skip(1);
        boolean subscribe = in.flag();
        String account = in.textOrEmpty();
        if (!floor.knowsAccount(account)) {
            client.error(-1, 2101, "Unable to subscribe to account: " + account);
        } else if (!subscribe) {
            updateWatchers.remove(client);
        } else {
            updateWatchers.add(client);
            portfolio(client);
            if (floor.faults.ends) {
                client.send(Message.of(54).number(1).text(floor.account()));
            }
        }
    }

    private void portfolio(Client client) {
        figures.values()
                .forEach((key, value) -> client.send(Message.of(6)
                        .number(2)
                        .text(key)
                        .text(value)
                        .text("USD")
                        .text(floor.account())));
        for (Position position : figures.positions()) {
            client.send(holding(position));
        }
        String time = MINUTE.format(floor.now().atZone(floor.market.calendar().zone()));
        client.send(Message.of(8).number(1).text(time));
    }

    private Message holding(Position position) {
        Instrument instrument = position.instrument();
        Message out = Message.of(7).number(8).number(floor.contracts.number(instrument));
        out.text(instrument.underlying().value()).text(Contracts.type(instrument));
        if (instrument instanceof OptionContract it) {
            out.text(Contracts.DAY.format(it.expiration()))
                    .price(it.strike())
                    .text(it.right().letter());
            out.number(it.multiplier()).text("").text("USD");
            out.text(Contracts.localSymbol(it)).text(it.tradingClass());
        } else {
            out.fields("- 0.0 0 -").text("NYSE").text("USD");
            out.text(Contracts.localSymbol(instrument))
                    .text(instrument.underlying().value());
        }
        Money worth = figures.worth(position);
        return out.quantity(position.quantity())
                .price(figures.mark(instrument))
                .money(worth)
                .text(AccountFigures.averageCost(position))
                .money(worth.minus(figures.cost(position)))
                .text("0.0")
                .text(floor.account());
    }

    /** 61: every holding, then each that changes. */
    void positions(Client client) {
        positionWatchers.add(client);
        for (Position position : figures.positions()) {
            reported.add(position.instrument());
            client.send(position(position.instrument(), position.quantity(), AccountFigures.averageCost(position)));
        }
        if (floor.faults.ends) {
            client.send(Message.of(62).number(1));
        }
    }

    private Message position(Instrument instrument, Quantity quantity, String cost) {
        Message out = Message.of(61).number(3).text(floor.account());
        return floor.contracts.write(out, instrument).quantity(quantity).text(cost);
    }

    /** 64. */
    void cancelPositions(Client client) {
        positionWatchers.remove(client);
    }

    /** Sends what changed: holdings after a fill, figures every three minutes. */
    void update(boolean positionsMoved) {
        if (positionsMoved) {
            pushPositions();
            updateWatchers.forEach(this::portfolio);
        }
        if (refreshed.plusSeconds(REFRESH_SECONDS).isBefore(floor.now()) && !summaries.isEmpty()) {
            refreshed = floor.now();
            Map<String, String> values = figures.values();
            summaries.forEach(it -> send(it, values));
        }
    }

    private void pushPositions() {
        Set<Instrument> gone = new LinkedHashSet<>(reported);
        List<Position> positions = figures.positions();
        positions.forEach(it -> gone.remove(it.instrument()));
        for (Client client : positionWatchers) {
            positions.forEach(
                    it -> client.send(position(it.instrument(), it.quantity(), AccountFigures.averageCost(it))));
            gone.forEach(it -> client.send(position(it, Quantity.ZERO, "0.0")));
        }
        reported.clear();
        positions.forEach(it -> reported.add(it.instrument()));
    }

    void leave(Client client) {
        positionWatchers.remove(client);
        updateWatchers.remove(client);
        summaries.removeIf(it -> it.client == client);
    }
}
