package dev.ibkrbot.ibkr.notice;

import java.util.Optional;

/**
 * What a notice says about one of the gateway's data farms. Immutable.
 *
 * @param kind what the farm delivers
 * @param state how it is
 * @param name the gateway's name of it, such as "usfarm"; empty where the text has none
 */
public record FarmReport(Kind kind, State state, String name) {
    /** What a farm delivers. Immutable. */
    public enum Kind {
        MARKET,
        HISTORY,
        DEFINITIONS
    }

    /** How a farm is. Immutable. */
    public enum State {
        BROKEN,
        CONNECTING,
        OK,
        /** Sleeps until somebody asks; nothing is wrong. */
        DORMANT
    }

    /** The report in this notice; absent when it is about something else. */
    public static Optional<FarmReport> of(int code, String text) {
        return switch (code) {
            case 2103 -> report(Kind.MARKET, State.BROKEN, text);
            case 2104 -> report(Kind.MARKET, State.OK, text);
            case 2108 -> report(Kind.MARKET, State.DORMANT, text);
            case 2119 -> report(Kind.MARKET, State.CONNECTING, text);
            case 2105 -> report(Kind.HISTORY, State.BROKEN, text);
            case 2106 -> report(Kind.HISTORY, State.OK, text);
            case 2107 -> report(Kind.HISTORY, State.DORMANT, text);
            case 2157 -> report(Kind.DEFINITIONS, State.BROKEN, text);
            case 2158 -> report(Kind.DEFINITIONS, State.OK, text);
            default -> Optional.empty();
        };
    }

    private static Optional<FarmReport> report(Kind kind, State state, String text) {
        int colon = text.lastIndexOf(':');
        return Optional.of(new FarmReport(
                kind, state, colon < 0 ? "" : text.substring(colon + 1).strip()));
    }
}
