package dev.ibkrbot.ibkr.jar;

import java.util.List;
import java.util.Optional;

/** Orders of the jar, made from our fields and told in the gateway's. Immutable, thread-safe. */
final class OrderShape {
    private static final String TYPE = "Order";
    private static final int UNUSED_OF_EACH_LEG = 4;

    private final ContractShape contracts;
    private final JarClasses.Maker maker;
    private final List<Setter> terms;
    private final Setter orderRef;
    private final Setter transmit;
    private final Setter parentId;
    private final Setter outsideRth;
    private final Setter ocaType;
    private final Setter trailStopPrice;
    private final Setter trailingPercent;
    private final Setter whatIf;
    private final List<Getter> told;
    private final Getter type;
    private final Getter toldRef;
    private final Getter toldPermId;
    private final Getter toldOutsideRth;
    private final Getter toldOcaType;
    private final Getter toldTrailStop;
    private final Getter toldTrailingPercent;

    OrderShape(JarClasses jar, ContractShape contracts) {
        this.contracts = contracts;
        maker = jar.maker(TYPE);
        terms = List.of(
                jar.setter(TYPE, "action"),
                jar.setter(TYPE, "totalQuantity"),
                jar.setter(TYPE, "orderType"),
                jar.setter(TYPE, "lmtPrice"),
                jar.setter(TYPE, "auxPrice"),
                jar.setter(TYPE, "tif"),
                jar.setter(TYPE, "ocaGroup"),
                jar.setter(TYPE, "account"));
        orderRef = jar.setter(TYPE, "orderRef");
        transmit = jar.setter(TYPE, "transmit");
        parentId = jar.setter(TYPE, "parentId");
        outsideRth = jar.setter(TYPE, "outsideRth");
        ocaType = jar.setter(TYPE, "ocaType");
        trailStopPrice = jar.setter(TYPE, "trailStopPrice");
        trailingPercent = jar.setter(TYPE, "trailingPercent");
        whatIf = jar.setter(TYPE, "whatIf");
        type = jar.getter(TYPE, "getOrderType");
        told = List.of(
                jar.getter(TYPE, "getAction"),
                jar.getter(TYPE, "totalQuantity"),
                type,
                jar.getter(TYPE, "lmtPrice"),
                jar.getter(TYPE, "auxPrice"),
                jar.getter(TYPE, "getTif"),
                jar.getter(TYPE, "ocaGroup"),
                jar.getter(TYPE, "account"));
        toldRef = jar.getter(TYPE, "orderRef");
        toldPermId = jar.getter(TYPE, "permId");
        toldOutsideRth = jar.getter(TYPE, "outsideRth");
        toldOcaType = jar.getter(TYPE, "getOcaType", "ocaType");
        toldTrailStop = jar.getter(TYPE, "trailStopPrice");
        toldTrailingPercent = jar.getter(TYPE, "trailingPercent");
    }

    /** A contract and what to do with it. */
    record Placement(Object contract, Object order, boolean isWhatIf) {}

    /** The fields of placeOrder after the order id; what our encoder never writes must not be there. */
    Placement read(Fields in) {
        Object contract = contracts.read(in);
        in.skipUnused(2); // security id type and id
        Object order = maker.make();
        terms.forEach(it -> it.setUnlessEmpty(order, in.text()));
        in.skipUnused(2); // openClose, origin
        orderRef.set(order, in.text());
        transmit.set(order, in.text());
        parentId.set(order, in.text());
        in.skipUnused(4); // blockOrder to triggerMethod
        outsideRth.set(order, in.text());
        in.skipUnused(1); // hidden
        contracts.readLegs(in, contract, UNUSED_OF_EACH_LEG);
        in.skipUnused(contracts.isCombo(contract) ? 2 : 0); // prices of legs, routing parameters
        in.skipUnused(11); // sharesAllocation to exemptCode
        ocaType.set(order, in.text());
        in.skipUnused(21); // rule80A to referencePriceType
        trailStopPrice.setUnlessEmpty(order, in.text());
        trailingPercent.setUnlessEmpty(order, in.text());
        in.skipUnused(14); // scaleInitLevelSize to algoId
        String preview = in.text();
        whatIf.set(order, preview);
        return new Placement(contract, order, preview.equals("1"));
    }

    /** action to orderRef. */
    Frame addTerms(Frame out, Object order) {
        told.forEach(it -> out.add(it.of(order)));
        return out.empty(2).add(toldRef.of(order)); // openClose, origin
    }

    Optional<Object> permId(Object order) {
        return toldPermId.of(order);
    }

    Optional<Object> outsideRth(Object order) {
        return toldOutsideRth.of(order);
    }

    Optional<Object> ocaType(Object order) {
        return toldOcaType.of(order);
    }

    void addTrailing(Frame out, Object order) {
        out.add(toldTrailStop.of(order)).add(toldTrailingPercent.of(order));
    }

    /** A pegged order has a block of its own before the conditions. */
    boolean isPegged(Object order) {
        return type.text(order).equals("PEG BENCH");
    }
}
