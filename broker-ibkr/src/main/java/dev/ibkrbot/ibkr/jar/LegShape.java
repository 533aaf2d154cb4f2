package dev.ibkrbot.ibkr.jar;

import java.util.List;

/** Legs of the jar's combinations. Immutable, thread-safe. */
final class LegShape {
    private static final int UNUSED_AT_THE_END = 4;

    private final JarClasses.Maker maker;
    private final List<Setter> setters;
    private final List<Getter> getters;
    private final Operation attach;
    private final Getter ofContract;

    LegShape(JarClasses jar) {
        String type = "ComboLeg";
        maker = jar.maker(type);
        setters = List.of(
                jar.setter(type, "conid"),
                jar.setter(type, "ratio"),
                jar.setter(type, "action"),
                jar.setter(type, "exchange"));
        getters = List.of(
                jar.getter(type, "conid"),
                jar.getter(type, "ratio"),
                jar.getter(type, "getAction"),
                jar.getter(type, "exchange"));
        attach = jar.operation("Contract", "comboLegs", List.class);
        ofContract = jar.getter("Contract", "comboLegs");
    }

    /** conId, ratio, action and exchange. */
    Object read(Fields in) {
        Object leg = maker.make();
        setters.forEach(it -> it.set(leg, in.text()));
        return leg;
    }

    void attach(Object contract, List<Object> legs) {
        Reflection.read(attach.method(), contract, legs);
    }

    void add(Frame out, Object contract) {
        List<?> legs = ofContract
                .of(contract)
                .filter(List.class::isInstance)
                .map(List.class::cast)
                .orElse(List.of());
        out.add(legs.size());
        for (Object leg : legs) {
            getters.forEach(it -> out.add(it.of(leg)));
            out.empty(UNUSED_AT_THE_END);
        }
    }
}
