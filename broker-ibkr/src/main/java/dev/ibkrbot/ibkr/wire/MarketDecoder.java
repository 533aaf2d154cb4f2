package dev.ibkrbot.ibkr.wire;

/** Observations of the market. Stateless. */
final class MarketDecoder {
    private MarketDecoder() {}

    static Inbound tickPrice(FieldReader in) {
        in.skip(1);
        return new MarketMessage.TickPrice(
                in.requireInt(), in.requireInt(), in.readDouble(), in.readSize(), in.readInt());
    }

    static Inbound tickSize(FieldReader in) {
        in.skip(1);
        return new MarketMessage.TickSize(in.requireInt(), in.requireInt(), in.readSize());
    }

    static Inbound tickGeneric(FieldReader in) {
        in.skip(1);
        return new MarketMessage.TickGeneric(in.requireInt(), in.requireInt(), in.readDouble());
    }

    static Inbound tickText(FieldReader in) {
        in.skip(1);
        return new MarketMessage.TickText(in.requireInt(), in.requireInt(), in.readText());
    }

    /** Each figure has its own number for "not computed". */
    static Inbound tickGreeks(FieldReader in) {
        return new MarketMessage.TickGreeks(
                in.requireInt(),
                in.requireInt(),
                in.readInt(),
                computed(in, -1),
                computed(in, -2),
                computed(in, -1),
                computed(in, -1),
                computed(in, -2),
                computed(in, -2),
                computed(in, -2),
                computed(in, -1));
    }

    private static double computed(FieldReader in, int notComputed) {
        double value = in.readDouble();
        return value == notComputed ? Double.NaN : value;
    }

    static Inbound tickRules(FieldReader in) {
        return new MarketMessage.TickRules(in.requireInt(), in.readDouble(), in.readText(), in.readInt());
    }

    static Inbound dataType(FieldReader in) {
        in.skip(1);
        return new MarketMessage.DataType(in.requireInt(), in.requireInt());
    }

    static Inbound snapshotEnd(FieldReader in) {
        in.skip(1);
        return new MarketMessage.SnapshotEnd(in.requireInt());
    }
}
