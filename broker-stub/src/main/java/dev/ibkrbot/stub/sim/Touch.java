package dev.ibkrbot.stub.sim;

/**
 * The best prices of one instrument at one moment, overwritten at every look so that a million looks allocate nothing.
 * Prices in units of 1e-8; 0 stands for an absent side. Confined to the thread of the exchange.
 */
public final class Touch {
    private long bid;
    private long ask;
    private long last;
    private long size;

    /**
     * Overwrites what is seen.
     *
     * @param bidUnits best bid, 0 when there is none
     * @param askUnits best ask, 0 when there is none
     * @param lastUnits where it trades now; stops watch this price; 0 when unknown
     * @param shownSize contracts or shares shown on either side
     */
    public void set(long bidUnits, long askUnits, long lastUnits, long shownSize) {
        bid = bidUnits;
        ask = askUnits;
        last = lastUnits;
        size = shownSize;
    }

    public long bid() {
        return bid;
    }

    public long ask() {
        return ask;
    }

    public long last() {
        return last;
    }

    public long size() {
        return size;
    }

    /** What a holding is worth: the middle, or the bid where there is no ask; without a bid nobody pays anything. */
    long mark() {
        return bid > 0 && ask > 0 ? bid + (ask - bid) / 2 : bid;
    }
}
