package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Bars of the past, once or kept up to date. Confined to the gateway's lock. */
final class HistoryDesk {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NO_ROWS = "Historical Market Data Service error message:HMDS query returned no data";
    private static final String TOO_FAST =
            "Historical Market Data Service error message:Historical data request pacing violation";
    private static final int MOST_LEGS = 64;

    private final Floor floor;
    private final HistoryPacing pacing;
    private final List<Kept> kept = new ArrayList<>();

    HistoryDesk(Floor floor, HistoryPacing pacing) {
        this.floor = floor;
        this.pacing = pacing;
    }

    /** A request that stays open. */
    private static final class Kept {
        private final Client client;
        private final BarQuery query;
        private final Instrument instrument;
        private final BarSpan span;
        private long sentUpTo;

        private Kept(Client client, BarQuery query, Instrument instrument, BarSpan span, long sentUpTo) {
            this.client = client;
            this.query = query;
            this.instrument = instrument;
            this.span = span;
            this.sentUpTo = sentUpTo;
        }
    }

    /** 20: bars and their end, or an error and no end. */
    void request(Client client, Fields in) {
        int request = in.integer();
        ContractQuery contract = ContractQuery.readWithExpired(in);
        BarQuery query = BarQuery.read(request, contract, in, MOST_LEGS);
        if (floor.faults.history == HistoryMode.SILENT) {
            return;
        }
        boolean tooFast = floor.faults.history == HistoryMode.STRICT && pacing.isViolated(contract, query);
        if (tooFast || floor.faults.history == HistoryMode.PACING) {
            client.error(request, 162, TOO_FAST);
            return;
        }
        Optional<Instrument> found = floor.contracts.findOne(contract);
        Optional<BarSpan> span = query.span();
        Optional<Instant> end = query.end(floor.now(), floor.market.calendar());
        if (found.isEmpty()) {
            client.error(request, 200, "No security definition has been found for the request");
        } else if (query.isSchedule()) {
            schedule(client, query, end);
        } else if (query.cannotBeKept()) {
            client.error(request, 321, "Error validating request: these bars cannot be kept up to date");
        } else if (span.isEmpty()) {
            client.error(request, 321, "Error validating request: bar size '" + query.size() + "' is not served");
        } else if (end.isEmpty()) {
            client.error(request, 10314, "End Date/Time: the date, time, or time-zone entered is invalid");
        } else if (query.isUnknownPrice()) {
            client.error(request, 321, "Error validating request: what to show '" + query.show() + "' is not served");
        } else {
            answer(client, query, found.get(), span.get(), end.get());
        }
    }

    private void schedule(Client client, BarQuery query, Optional<Instant> end) {
        Optional<Instant> start = end.flatMap(it -> query.start(it, floor.market.calendar()));
        if (!query.size().equals("1 day")) {
            client.error(query.request(), 10295, "Only daily resolution supported for Schedule requests");
        } else if (start.isEmpty()) {
            client.error(query.request(), 321, "Error validating request: duration '" + query.duration() + "'");
        } else {
            client.send(SessionList.of(query.request(), floor.market.calendar(), start.get(), end.orElseThrow()));
        }
    }

    private void answer(Client client, BarQuery query, Instrument instrument, BarSpan span, Instant end) {
        Optional<Instant> start = query.start(end, floor.market.calendar());
        if (start.isEmpty()) {
            client.error(query.request(), 321, "Error validating request: duration '" + query.duration() + "'");
            return;
        }
        BarSeries bars;
        try {
            bars = floor.faults.history == HistoryMode.NO_DATA
                    ? BarSeries.builder(span.base()).build()
                    : span.bars(
                            floor.market,
                            instrument,
                            start.get().getEpochSecond(),
                            Math.min(end.getEpochSecond(), floor.now().getEpochSecond()));
        } catch (BrokerException e) {
            client.error(query.request(), 162, NO_ROWS);
            return;
        }
        if (bars.isEmpty() && !query.keepUpToDate()) {
            client.error(query.request(), 162, NO_ROWS);
            return;
        }
        send(client, query, instrument, bars, floor.local(start.get()), floor.local(end));
        if (query.keepUpToDate()) {
            long last = bars.isEmpty()
                    ? floor.now().getEpochSecond() - 1
                    : span.covered(floor.market.calendar(), bars.startEpochSecond(bars.size() - 1));
            kept.add(new Kept(client, query, instrument, span, last));
        }
    }

    private void send(Client client, BarQuery query, Instrument instrument, BarSeries bars, String start, String end) {
        boolean separateEnd = client.version() >= ProtocolVersions.HISTORY_END;
        Message out = Message.of(17).number(query.request());
        if (!separateEnd) {
            out.text(start).text(end);
        }
        out.number(bars.size());
        long half = halfSpread(instrument);
        for (int i = 0; i < bars.size(); i++) {
            long away = query.sign() * half;
            out.text(query.moment(bars, i, floor.market.calendar().zone()));
            if (query.isBothSides()) {
                // Average bid, highest ask, lowest bid, average ask.
                long mean = (bars.openUnits(i) + bars.highUnits(i) + bars.lowUnits(i) + bars.closeUnits(i)) / 4;
                price(out, mean - half).price(Price.ofUnits(bars.highUnits(i) + half));
                price(out, bars.lowUnits(i) - half).price(Price.ofUnits(mean + half));
            } else {
                price(out, bars.openUnits(i) + away).price(Price.ofUnits(bars.highUnits(i) + away));
                price(out, bars.lowUnits(i) + away).price(Price.ofUnits(bars.closeUnits(i) + away));
            }
            activity(out, query, bars, i);
        }
        client.send(out);
        if (separateEnd && floor.faults.ends) {
            client.send(Message.of(108).number(query.request()).text(start).text(end));
        }
    }

    private static Message price(Message out, long units) {
        return out.price(Price.ofUnits(units));
    }

    /** Volume, average price and number of trades; quotes have none. */
    private static void activity(Message out, BarQuery query, BarSeries bars, int i) {
        if (query.isTrades()) {
            long average = (bars.highUnits(i) + bars.lowUnits(i) + bars.closeUnits(i)) / 3;
            out.number(bars.volume(i)).price(Price.ofUnits(average)).number(1 + bars.volume(i) / 100);
        } else {
            out.number(-1).number(-1).number(-1);
        }
    }

    private long halfSpread(Instrument instrument) {
        Touch touch = new Touch();
        boolean known = floor.market.look(instrument, floor.now().getEpochSecond(), touch);
        return known ? Math.max(0, touch.ask() - touch.bid()) / 2 : 0;
    }

    /** 25: the end of one that is kept up to date. */
    void cancel(Client client, Fields in) {
        in.skip(1);
        int request = in.integer();
        if (!kept.removeIf(it -> it.client == client && it.query.request() == request)) {
            client.error(request, 366, "No historical data query found for ticker id:" + request);
        }
    }

    /** 87: where the bars begin. */
    void headTimestamp(Client client, Fields in) {
        int request = in.integer();
        ContractQuery contract = ContractQuery.readWithExpired(in);
        in.skip(2);
        int format = in.integer();
        Optional<Instrument> found = floor.contracts.findOne(contract);
        if (found.isEmpty() || !(found.get() instanceof Stock)) {
            client.error(request, 162, NO_ROWS);
            return;
        }
        BarSeries days = floor.market.bars(
                found.get(), BarSize.ONE_MINUTE, Long.MIN_VALUE, floor.now().getEpochSecond());
        if (days.isEmpty()) {
            client.error(request, 162, NO_ROWS);
            return;
        }
        String text = format == 2 ? Long.toString(days.startEpochSecond(0)) : UTC.format(days.start(0));
        client.send(Message.of(88).number(request).text(text));
    }

    /** Sends the bars that ended meanwhile. */
    void update() {
        for (Kept it : kept) {
            BarSeries bars = it.span.bars(
                    floor.market, it.instrument, it.sentUpTo + 1, floor.now().getEpochSecond());
            long away = bars.isEmpty() ? 0 : it.query.sign() * halfSpread(it.instrument);
            for (int i = 0; i < bars.size(); i++) {
                it.sentUpTo = it.span.covered(floor.market.calendar(), bars.startEpochSecond(i));
                it.client.send(update(it.query, bars, i, away));
            }
        }
    }

    /** 90: one bar; open, close, high, low in this order. */
    private Message update(BarQuery query, BarSeries bars, int i, long away) {
        Message out = Message.of(90)
                .number(query.request())
                .number(query.isTrades() ? 1 + bars.volume(i) / 100 : -1)
                .text(query.moment(bars, i, floor.market.calendar().zone()));
        price(out, bars.openUnits(i) + away).price(Price.ofUnits(bars.closeUnits(i) + away));
        price(out, bars.highUnits(i) + away).price(Price.ofUnits(bars.lowUnits(i) + away));
        return price(out, bars.closeUnits(i) + away).number(query.isTrades() ? bars.volume(i) : -1);
    }

    void leave(Client client) {
        kept.removeIf(it -> it.client == client);
    }

    void loseAll() {
        for (Kept it : kept) {
            it.client.error(it.query.request(), 10182, "Failed to request live updates (disconnected).");
        }
        kept.clear();
    }
}
