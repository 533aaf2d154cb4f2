package dev.ibkrbot.ibkr.wire;

/**
 * A bar as sent; NaN where a number is absent. Immutable.
 *
 * @param time of the start: a day, epoch seconds, or a local date-time, depending on what was asked
 * @param wap volume-weighted average price
 * @param count of trades; -1 where there is none
 */
public record WireBar(
        String time, double open, double high, double low, double close, double volume, double wap, int count) {}
