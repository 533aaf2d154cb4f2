package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    private final List<Summary> summaries = new ArrayList<>();
    private final List<ProfitLine> profits = new ArrayList<>();
    private final Set<Client> positionWatchers = new HashSet<>();
    private final Set<Client> updateWatchers = new HashSet<>();
    private final Set<Instrument> reported = new LinkedHashSet<>();
    private Instant refreshed = Instant.EPOCH;

    AccountDesk(Floor floor) {
        this.floor = floor;
    }

    private record Summary(Client client, int request, String tags) {}

    private record ProfitLine(Client client, int request, boolean single, int conId) {}

    /** What the account is worth, by the gateway's names for it. */
    private Map<String, String> values() {
        AccountSnapshot account = floor.broker.account();
        Money held = Money.zero(account.netLiquidation().currency());
        Money gross = held;
        Money unrealized = held;
        for (Position position : positions()) {
            Money worth = worth(position, mark(position.instrument()));
            held = held.plus(worth);
            gross = gross.plus(worth.abs());
            unrealized = unrealized.plus(worth.minus(worth(position, position.averagePrice())));
        }
        Money net = account.netLiquidation();
        Money bound = net.minus(account.availableFunds());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("NetLiquidation", net.amount());
        values.put("TotalCashValue", net.minus(held).amount());
        values.put("SettledCash", net.minus(held).amount());
        values.put("EquityWithLoanValue", net.amount());
        values.put("AvailableFunds", account.availableFunds().amount());
        values.put("BuyingPower", account.availableFunds().amount());
        values.put("ExcessLiquidity", account.availableFunds().amount());
        values.put("InitMarginReq", bound.amount());
        values.put("MaintMarginReq", bound.amount());
        values.put("GrossPositionValue", gross.amount());
        values.put("CashBalance", net.minus(held).amount());
        values.put("RealizedPnL", account.realizedToday().amount());
        values.put("UnrealizedPnL", unrealized.amount());
        return values;
    }

    private List<Position> positions() {
        return Floor.answer(floor.broker.accounts().positions());
    }

    private Price mark(Instrument instrument) {
        Touch touch = new Touch();
        boolean known = floor.market.look(instrument, floor.now().getEpochSecond(), touch);
        if (!known) {
            return Price.ZERO;
        }
        boolean bothSides = touch.bid() > 0 && touch.ask() > 0;
        return Price.ofUnits(bothSides ? touch.bid() + (touch.ask() - touch.bid()) / 2 : touch.bid());
    }

    private static Money worth(Position position, Price price) {
        return price.times(
                position.instrument().multiplier(),
                position.quantity(),
                position.instrument().currency());
    }

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
        send(summary, values());
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
        values().forEach((key, value) -> client.send(
                Message.of(6).number(2).text(key).text(value).text("USD").text(floor.account())));
        for (Position position : positions()) {
            client.send(holding(position, mark(position.instrument())));
        }
        String time = MINUTE.format(floor.now().atZone(floor.market.calendar().zone()));
        client.send(Message.of(8).number(1).text(time));
    }

    private Message holding(Position position, Price mark) {
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
        Money worth = worth(position, mark);
        Money cost = worth(position, position.averagePrice());
        return out.quantity(position.quantity())
                .price(mark)
                .money(worth)
                .text(averageCost(position))
                .money(worth.minus(cost))
                .text("0.0")
                .text(floor.account());
    }

    /** Per contract, as gateways say it; without fees. */
    private static String averageCost(Position position) {
        Instrument instrument = position.instrument();
        return position.averagePrice()
                .times(instrument.multiplier(), Quantity.ONE, instrument.currency())
                .amount();
    }

    /** 61: every holding, then each that changes. */
    void positions(Client client) {
        positionWatchers.add(client);
        for (Position position : positions()) {
            reported.add(position.instrument());
            client.send(position(position.instrument(), position.quantity(), averageCost(position)));
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

    /** 74: every holding, once. */
    void positionsMulti(Client client, Fields in) {
        in.skip(1);
        int request = in.integer();
        for (Position position : positions()) {
            Message out = Message.of(71).number(3).number(request).text(floor.account());
            floor.contracts.write(out, position.instrument());
            client.send(out.quantity(position.quantity())
                    .text(averageCost(position))
                    .text(""));
        }
        if (floor.faults.ends) {
            client.send(Message.of(72).number(1).number(request));
        }
    }

    /** 76: every value, once. */
    void updatesMulti(Client client, Fields in) {
        in.skip(1);
        int request = in.integer();
        values().forEach((key, value) -> client.send(Message.of(73)
                .number(1)
                .number(request)
                .text(floor.account())
                .text("")
                .text(key)
                .text(value)
                .text("USD")));
        if (floor.faults.ends) {
            client.send(Message.of(74).number(1).number(request));
        }
    }

    /** 92 and 94: profit and loss of the account, or of one contract, which an unknown one does not get. */
    void profit(Client client, Fields in, boolean single) {
        int request = in.integer();
        in.skip(2);
        ProfitLine line = new ProfitLine(client, request, single, single ? in.integer() : 0);
        profits.add(line);
        send(line);
    }

    private void send(ProfitLine line) {
        if (!line.single) {
            Map<String, String> values = values();
            line.client.send(Message.of(94)
                    .number(line.request)
                    .text(Message.UNSET_DOUBLE)
                    .text(values.get("UnrealizedPnL"))
                    .text(values.get("RealizedPnL")));
            return;
        }
        for (Position position : positions()) {
            if (floor.contracts.number(position.instrument()) == line.conId) {
                Money worth = worth(position, mark(position.instrument()));
                line.client.send(Message.of(95)
                        .number(line.request)
                        .quantity(position.quantity())
                        .text(Message.UNSET_DOUBLE)
                        .money(worth.minus(worth(position, position.averagePrice())))
                        .text(Message.UNSET_DOUBLE)
                        .money(worth));
            }
        }
    }

    /** 93 and 95. */
    void cancelProfit(Client client, Fields in) {
        int request = in.integer();
        profits.removeIf(it -> it.client == client && it.request == request);
    }

    /** Sends what changed: holdings after a fill, figures every three minutes. */
    void update(boolean positionsMoved) {
        if (positionsMoved) {
            pushPositions();
            updateWatchers.forEach(this::portfolio);
            profits.forEach(this::send);
        }
        if (refreshed.plusSeconds(REFRESH_SECONDS).isBefore(floor.now()) && !summaries.isEmpty()) {
            refreshed = floor.now();
            Map<String, String> values = values();
            summaries.forEach(it -> send(it, values));
        }
    }

    private void pushPositions() {
        Set<Instrument> gone = new LinkedHashSet<>(reported);
        List<Position> positions = positions();
        positions.forEach(it -> gone.remove(it.instrument()));
        for (Client client : positionWatchers) {
            positions.forEach(it -> client.send(position(it.instrument(), it.quantity(), averageCost(it))));
            gone.forEach(it -> client.send(position(it, Quantity.ZERO, "0.0")));
        }
        reported.clear();
        positions.forEach(it -> reported.add(it.instrument()));
    }

    void leave(Client client) {
        positionWatchers.remove(client);
        updateWatchers.remove(client);
        summaries.removeIf(it -> it.client == client);
        profits.removeIf(it -> it.client == client);
    }
}
