package dev.ibkrbot.ibkr.jar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Contracts of the jar, made from our fields and told in the gateway's. Immutable, thread-safe. */
final class ContractShape {
    private static final String BAG = "BAG";
    private static final int NAMED = 12;

    private final JarClasses.Maker maker;
    private final List<Setter> setters;
    private final List<Getter> received;
    private final Getter primaryExchange;
    private final LegShape legs;

    ContractShape(JarClasses jar) {
        String type = "Contract";
        maker = jar.maker(type);
        setters = List.of(
                jar.setter(type, "conid"),
                jar.setter(type, "symbol"),
                jar.setter(type, "secType"),
                jar.setter(type, "lastTradeDateOrContractMonth"),
                jar.setter(type, "strike"),
                jar.setter(type, "right"),
                jar.setter(type, "multiplier"),
                jar.setter(type, "exchange"),
                jar.setter(type, "primaryExch"),
                jar.setter(type, "currency"),
                jar.setter(type, "localSymbol"),
                jar.setter(type, "tradingClass"));
        received = List.of(
                jar.getter(type, "conid"),
                jar.getter(type, "symbol"),
                jar.getter(type, "getSecType"),
                jar.getter(type, "lastTradeDateOrContractMonth"),
                jar.getter(type, "strike"),
                jar.getter(type, "getRight"),
                jar.getter(type, "multiplier"),
                jar.getter(type, "exchange"),
                jar.getter(type, "currency"),
                jar.getter(type, "localSymbol"),
                jar.getter(type, "tradingClass"));
        primaryExchange = jar.getter(type, "primaryExch");
        legs = new LegShape(jar);
    }

    /** conId to tradingClass: twelve fields. */
    Object read(Fields in) {
        Object contract = maker.make();
        for (int i = 0; i < NAMED; i++) {
            setters.get(i).setUnlessEmpty(contract, in.text());
        }
        return contract;
    }

    boolean isCombo(Object contract) {
        return received.get(2).text(contract).equals(BAG);
    }

    /** Count and legs of a combination; nothing at all for other contracts. */
    void readLegs(Fields in, Object contract, int unusedOfEach) {
        if (!isCombo(contract)) {
            return;
        }
        List<Object> list = new ArrayList<>();
        for (int left = in.whole(); left > 0; left--) {
            list.add(legs.read(in));
            in.skipUnused(unusedOfEach);
        }
        legs.attach(contract, list);
    }

    /** The eleven fields in which positions, orders and executions name a contract. */
    Frame add(Frame out, Object contract) {
        received.forEach(it -> out.add(it.of(contract)));
        return out;
    }

    /** One of the eleven by its place. */
    Optional<Object> received(Object contract, int place) {
        return received.get(place).of(contract);
    }

    Optional<Object> primaryExchange(Object contract) {
        return primaryExchange.of(contract);
    }

    /** Count and legs as open orders have them. */
    void addLegs(Frame out, Object contract) {
        legs.add(out, contract);
    }
}
