package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.ibkr.notice.NoticeRule;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.HistoryMessage;
import dev.ibkrbot.ibkr.wire.HistoryQuery;
import dev.ibkrbot.ibkr.wire.WireBar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks for bars; complete with the period in the answer or, from server version 196, with an end of its own. */
final class BarsCall extends Call<List<WireBar>> {
    private static final int HISTORY_ERROR = 162;

    private final HistoryQuery query;
    private final List<WireBar> bars = new ArrayList<>();

    BarsCall(String what, HistoryQuery query) {
        super(query.barSize() + " bars of " + what + " over " + query.duration()
                + (query.end().isEmpty() ? "" : " to " + query.end()));
        this.query = query;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.historicalData(requestId, query);
    }

    @Override
    Optional<byte[]> cancellation(Encoder encoder, int requestId) {
        return Optional.of(encoder.cancelHistoricalData(requestId));
    }

    @Override
    public void on(HistoryMessage.Bars message) {
        bars.addAll(message.bars());
        if (message.period().isPresent()) {
            succeed(List.copyOf(bars));
        }
    }

    @Override
    public void on(HistoryMessage.BarsEnd message) {
        succeed(List.copyOf(bars));
    }

    /** "No data" is the market's answer: nothing was traded in the time asked for. */
    @Override
    void notice(NoticeRule rule, String text) {
        if (rule.code() == HISTORY_ERROR && text.toLowerCase(Locale.ROOT).contains("no data")) {
            succeed(List.of());
        } else {
            super.notice(rule, text);
        }
    }
}
