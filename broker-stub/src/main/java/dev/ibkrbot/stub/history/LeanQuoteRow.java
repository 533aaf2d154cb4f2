package dev.ibkrbot.stub.history;

/** The prices of one row of Lean's minutes, held against what can be. Stateless. */
final class LeanQuoteRow {
    private LeanQuoteRow() {}

    static void requireWidth(Fields fields, int width, LineReader reader) {
        LeanFolder.require(fields.count() == width, reader, "expected " + width + " fields, found " + fields.count());
    }

    /** The close of the four prices from this field on, in ten-thousandths; 0 when all four are empty or zero. */
    static int close(Fields fields, int first, String side, LineReader reader) {
        boolean empty = fields.isEmpty(first);
        for (int i = first + 1; i < first + 4; i++) {
            LeanFolder.require(
                    fields.isEmpty(i) == empty, reader, "the " + side + " has some of its four prices, not all");
        }
        if (empty) {
            return 0;
        }
        long open = fields.whole(first, side, reader);
        long high = fields.whole(first + 1, side, reader);
        long low = fields.whole(first + 2, side, reader);
        long close = fields.whole(first + 3, side, reader);
        boolean possible = low >= 0
                && high <= Integer.MAX_VALUE
                && low <= Math.min(open, close)
                && high >= Math.max(open, close)
                && (low > 0 || high == 0);
        LeanFolder.require(
                possible,
                reader,
                "an impossible " + side + ": open " + open + ", high " + high + ", low " + low + ", close " + close);
        return (int) close;
    }

    /** Contracts shown at the close, of the sides that are there the smaller. */
    static int shown(Fields fields, int bid, int ask, LineReader reader) {
        long bidSize = fields.isEmpty(5) ? 0 : fields.whole(5, "bid size", reader);
        long askSize = fields.isEmpty(10) ? 0 : fields.whole(10, "ask size", reader);
        LeanFolder.require(bidSize >= 0 && askSize >= 0, reader, "a negative size");
        long shown = bid == 0 ? askSize : ask == 0 ? bidSize : Math.min(bidSize, askSize);
        return (int) Math.min(shown, Integer.MAX_VALUE);
    }
}
