package dev.ibkrbot.ibkr.jar;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which callbacks of EWrapper we understand, by name and number of parameters, so that the variants of all versions have
 * a place. Immutable, thread-safe.
 */
final class Callbacks {
    private final Map<String, Translation> byName = new HashMap<>();
    private final ContractShape contracts;
    private final List<Getter> bar;
    private final List<Getter> attributes;
    private final List<Getter> step;

    /** Parameters of a callback as a message to us. */
    interface Translation {
        Frame of(Arguments told);
    }

    Callbacks(JarClasses jar, ContractShape contracts, OrderShape orders) {
        this.contracts = contracts;
        bar = List.of(
                jar.getter("Bar", "time"),
                jar.getter("Bar", "open"),
                jar.getter("Bar", "high"),
                jar.getter("Bar", "low"),
                jar.getter("Bar", "close"),
                jar.getter("Bar", "volume"),
                jar.getter("Bar", "wap"),
                jar.getter("Bar", "count"));
        attributes = List.of(
                jar.getter("TickAttrib", "canAutoExecute"),
                jar.getter("TickAttrib", "pastLimit"),
                jar.getter("TickAttrib", "preOpen"));
        step = List.of(jar.getter("PriceIncrement", "lowEdge"), jar.getter("PriceIncrement", "increment"));
        inTheSameOrder();
        session();
        marketAndAccount();
        OrderReports reports = new OrderReports(jar, contracts, orders);
        on("openOrder", 4, it -> reports.open(it.at(0), it.object(1), it.object(2), it.object(3)));
        on("completedOrder", 3, it -> reports.completed(it.object(0), it.object(1), it.object(2)));
        FillReports fills = new FillReports(jar, contracts);
        on("execDetails", 3, it -> fills.fill(it.at(0), it.object(1), it.object(2)));
        on("commissionReport", 1, it -> fills.commission(it.object(0)));
        on("commissionAndFeesReport", 1, it -> fills.commission(it.object(0)));
        DetailsReports details = new DetailsReports(jar, contracts);
        on("contractDetails", 2, it -> details.details(it.at(0), it.object(1)));
    }

    /** What this callback tells us; empty for one we have no use for. */
    Optional<Translation> of(String name, int parameters) {
        return Optional.ofNullable(byName.get(name + "/" + parameters));
    }

    private void on(String name, int parameters, Translation translation) {
        byName.put(name + "/" + parameters, translation);
    }

    /** The parameters are the fields, after a version that nobody reads where the message has one. */
    private void plain(String name, int parameters, int message) {
        on(name, parameters, it -> it.allTo(Frame.message(message)));
    }

    private void versioned(String name, int parameters, int message) {
        on(name, parameters, it -> it.allTo(Frame.versioned(message)));
    }

    private void inTheSameOrder() {
        versioned("nextValidId", 1, 9);
        versioned("managedAccounts", 1, 15);
        versioned("currentTime", 1, 49);
        plain("currentTimeInMillis", 1, 109);
        versioned("tickSize", 3, 2);
        versioned("tickGeneric", 3, 45);
        versioned("tickString", 3, 46);
        plain("tickOptionComputation", 11, 21);
        plain("tickReqParams", 4, 81);
        versioned("tickSnapshotEnd", 1, 57);
        versioned("marketDataType", 2, 58);
        versioned("contractDetailsEnd", 1, 52);
        plain("securityDefinitionOptionalParameterEnd", 1, 76);
        plain("historicalDataEnd", 3, 108);
        plain("headTimestamp", 2, 88);
        versioned("updateAccountValue", 4, 6);
        versioned("updateAccountTime", 1, 8);
        versioned("accountDownloadEnd", 1, 54);
        versioned("accountSummary", 5, 63);
        versioned("accountSummaryEnd", 1, 64);
        versioned("positionEnd", 0, 62);
        plain("pnl", 4, 94);
        plain("pnlSingle", 6, 95);
        plain("orderStatus", 11, 3);
        versioned("openOrderEnd", 0, 53);
        versioned("execDetailsEnd", 1, 55);
        plain("completedOrdersEnd", 0, 102);
    }

    /** The json came with client version 166 and the time, as the second parameter, with 194. */
    private void session() {
        for (int parameters = 3; parameters <= 5; parameters++) {
            on("error", parameters, Callbacks::notice);
        }
    }

    private static Frame notice(Arguments told) {
        int code = told.isTimed() ? 2 : 1;
        Frame out = Frame.message(4).add(told.at(0)).add(told.at(code)).add(told.at(code + 1));
        out.add(told.count() > code + 2 ? told.at(code + 2) : Optional.empty());
        return out.add(told.isTimed() ? told.at(1) : Optional.empty());
    }

    private void marketAndAccount() {
        // The jar tells the size that belongs to a price in a callback of its own.
        on(
                "tickPrice",
                4,
                it -> Frame.versioned(1)
                        .add(it.at(0))
                        .add(it.at(1))
                        .add(it.at(2))
                        .empty(1)
                        .add(mask(it.at(3))));
        on("historicalData", 2, it -> bar(Frame.message(17).add(it.at(0)).add(1), it.object(1)));
        on("historicalDataUpdate", 2, it -> barUpdate(it.at(0), it.object(1)));
        on("securityDefinitionOptionalParameter", 7, it -> {
            Frame out = Frame.message(75);
            for (int i = 0; i < 5; i++) {
                out.add(it.at(i));
            }
            addAll(out, (Collection<?>) it.object(5));
            return addAll(out, (Collection<?>) it.object(6));
        });
        on("marketRule", 2, it -> steps(Frame.message(93).add(it.at(0)), it.object(1)));
        on(
                "position",
                4,
                it -> contracts
                        .add(Frame.versioned(61).add(it.at(0)), it.object(1))
                        .add(it.at(2))
                        .add(it.at(3)));
        on("updatePortfolio", 8, this::holding);
    }

    private int mask(Optional<Object> attribute) {
        int mask = 0;
        for (int bit = 0; attribute.isPresent() && bit < attributes.size(); bit++) {
            mask |= attributes.get(bit).text(attribute.get()).equals("1") ? 1 << bit : 0;
        }
        return mask;
    }

    private Frame bar(Frame out, Object it) {
        bar.forEach(getter -> out.add(getter.of(it)));
        return out;
    }

    /** Count, time, open, close, high, low, average, volume: the order of this message is its own. */
    private Frame barUpdate(Optional<Object> requestId, Object it) {
        Frame out = Frame.message(90).add(requestId);
        for (int place : new int[] {7, 0, 1, 4, 2, 3, 6, 5}) {
            out.add(bar.get(place).of(it));
        }
        return out;
    }

    private static Frame addAll(Frame out, Collection<?> values) {
        out.add(values.size());
        values.forEach(it -> out.add(Optional.ofNullable(it)));
        return out;
    }

    private Frame steps(Frame out, Object array) {
        int count = Array.getLength(array);
        out.add(count);
        for (int i = 0; i < count; i++) {
            Object it = Array.get(array, i);
            step.forEach(getter -> out.add(getter.of(it)));
        }
        return out;
    }

    private Frame holding(Arguments told) {
        Object contract = told.object(0);
        Frame out = Frame.versioned(7);
        for (int place = 0; place < 7; place++) {
            out.add(contracts.received(contract, place));
        }
        out.add(contracts.primaryExchange(contract));
        for (int place = 8; place < 11; place++) {
            out.add(contracts.received(contract, place));
        }
        for (int i = 1; i < 8; i++) {
            out.add(told.at(i));
        }
        return out;
    }
}
