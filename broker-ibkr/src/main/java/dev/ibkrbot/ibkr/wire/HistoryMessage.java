package dev.ibkrbot.ibkr.wire;

import java.util.List;
import java.util.Optional;

/**
 * The past. Times are the text the gateway sent. Immutable.
 */
public sealed interface HistoryMessage extends Inbound {
    /**
     * Bars of one request.
     *
     * @param period of the answer, below server version 196: then it is complete; from 196 a {@link BarsEnd} follows
     * @param bars ascending
     */
    record Bars(int requestId, Optional<Period> period, List<WireBar> bars) implements HistoryMessage {
        public Bars {
            bars = List.copyOf(bars);
        }

        /** First and last moment, as text. */
        public record Period(String start, String end) {}

        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The bars of this request are complete (server version 196 and later). */
    record BarsEnd(int requestId, String start, String end) implements HistoryMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The unfinished bar of a request that is kept up to date; its count is -1 for quotes. */
    record BarUpdate(int requestId, WireBar bar) implements HistoryMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** When the earliest bar starts. */
    record HeadTimestamp(int requestId, String time) implements HistoryMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }
}
