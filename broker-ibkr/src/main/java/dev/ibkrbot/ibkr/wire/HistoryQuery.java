package dev.ibkrbot.ibkr.wire;

/**
 * A question for bars. Immutable.
 *
 * @param end YYYYMMDD HH:mm:ss with a zone, or YYYYMMDD-HH:mm:ss in UTC; empty for now, as it must be to keep up to
 *     date
 * @param barSize such as "1 min"
 * @param duration such as "3 D"
 * @param regularHours only bars of regular hours
 * @param whatToShow TRADES, MIDPOINT, BID_ASK, ...
 * @param format of times in the answer: 1 local text, 2 epoch seconds (day bars are days in both)
 * @param keepUpToDate go on with updates until canceled
 */
public record HistoryQuery(
        WireContract contract,
        String end,
        String barSize,
        String duration,
        boolean regularHours,
        String whatToShow,
        int format,
        boolean keepUpToDate) {
    public HistoryQuery {
        if (keepUpToDate && !end.isEmpty()) {
            throw new IllegalArgumentException("a query kept up to date ends now, not at " + end);
        }
        if (format != 1 && format != 2) {
            throw new IllegalArgumentException("time format is not 1 or 2: " + format);
        }
    }
}
