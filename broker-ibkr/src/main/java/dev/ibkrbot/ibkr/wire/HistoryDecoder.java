package dev.ibkrbot.ibkr.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bars. Stateless. */
final class HistoryDecoder {
    private HistoryDecoder() {}

    static Inbound bars(FieldReader in, int serverVersion) {
        int requestId = in.requireInt();
        Optional<HistoryMessage.Bars.Period> period = serverVersion < ServerVersions.BARS_END
                ? Optional.of(new HistoryMessage.Bars.Period(in.readText(), in.readText()))
                : Optional.empty();
        int count = in.readCount(8, Bounds.BARS);
        List<WireBar> bars = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            bars.add(new WireBar(
                    in.readText(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readSize(),
                    in.readSize(),
                    in.readInt()));
        }
        return new HistoryMessage.Bars(requestId, period, bars);
    }

    static Inbound barsEnd(FieldReader in) {
        return new HistoryMessage.BarsEnd(in.requireInt(), in.readText(), in.readText());
    }

    /** The prices come in another order than in a list of bars. */
    static Inbound barUpdate(FieldReader in) {
        int requestId = in.requireInt();
        int count = in.readInt();
        String time = in.readText();
        double open = in.readDouble();
        double close = in.readDouble();
        double high = in.readDouble();
        double low = in.readDouble();
        double wap = in.readSize();
        double volume = in.readSize();
        return new HistoryMessage.BarUpdate(requestId, new WireBar(time, open, high, low, close, volume, wap, count));
    }

    static Inbound headTimestamp(FieldReader in) {
        return new HistoryMessage.HeadTimestamp(in.requireInt(), in.readText());
    }
}
