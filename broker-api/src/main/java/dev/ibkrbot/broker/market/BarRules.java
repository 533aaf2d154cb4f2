package dev.ibkrbot.broker.market;

import dev.ibkrbot.broker.value.Price;

/** What makes a bar impossible, in one place for single bars and columns. */
final class BarRules {
    private BarRules() {}

    /** Empty when the bar is possible, else what is wrong with it. */
    static String fault(long open, long high, long low, long close, long volume) {
        if (low <= 0) {
            return "low " + Price.ofUnits(low) + " is not positive";
        }
        if (high < low) {
            return "high " + Price.ofUnits(high) + " is below low " + Price.ofUnits(low);
        }
        if (open < low || open > high) {
            return "open " + Price.ofUnits(open) + " is outside low and high";
        }
        if (close < low || close > high) {
            return "close " + Price.ofUnits(close) + " is outside low and high";
        }
        return volume < 0 ? "volume " + volume + " is negative" : "";
    }
}
