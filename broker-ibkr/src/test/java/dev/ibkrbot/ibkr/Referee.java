package dev.ibkrbot.ibkr;

import dev.ibkrbot.ibkr.session.ScriptedGateway;
import dev.ibkrbot.ibkr.session.VirtualTime;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A gateway that forgives nothing: it holds each message against the limits as they are published and remembers every
 * breach. It answers quotes after 300 ms, one in ten with an error and one in fifty never, and history after four seconds.
 * Confined to the test's thread.
 */
final class Referee {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int MOST_LINES = 100;
    private static final int MOST_MESSAGES = 50;

    private final VirtualTime time;
    private final Deque<Long> messages = new ArrayDeque<>();
    private final List<Asked> history = new ArrayList<>();
    private final Set<String> openHistory = new HashSet<>();
    private final Set<String> openLines = new HashSet<>();
    final List<String> breaches = new ArrayList<>();
    final Map<String, Integer> counts = new HashMap<>();
    final List<Long> ordersAt = new ArrayList<>();
    private int asked;

    private record Asked(long at, String contract, String whole, int weight) {}

    Referee(VirtualTime time) {
        this.time = time;
    }

    void message(ScriptedGateway.Line line, List<String> fields) {
        long now = time.nanos();
        counts.merge(fields.get(0), 1, Integer::sum);
        while (!messages.isEmpty() && messages.peek() <= now - SECOND) {
            messages.remove();
        }
        messages.add(now);
        breach(messages.size() > MOST_MESSAGES, "100 more than 50 messages in a second");
        switch (fields.get(0)) {
            case "1" -> marketData(line, fields.get(2));
            case "2" -> openLines.remove(fields.get(2));
            case "20" -> history(line, fields, fields.get(19), 16, 20);
            case "87" -> history(line, fields, fields.get(16), 15, 18);
            case "25", "90" -> openHistory.remove(fields.get(1));
            case "3" -> ordersAt.add(now);
            default -> {
                // Counted, that is all.
            }
        }
    }

    private void marketData(ScriptedGateway.Line line, String request) {
        openLines.add(request);
        breach(openLines.size() > MOST_LINES, "101 more than 100 lines");
        asked++;
        if (asked % 50 == 0) {
            return;
        }
        if (asked % 10 == 0) {
            openLines.remove(request);
            line.notice(Integer.parseInt(request), 354, "Requested market data is not subscribed");
            return;
        }
        time.after(Duration.ofMillis(300), () -> {
            if (openLines.remove(request)) {
                int id = Integer.parseInt(request);
                line.send(new MarketMessage.TickPrice(id, 1, 599.9, 1, 0));
                line.send(new MarketMessage.SnapshotEnd(id));
            }
        });
    }

    private void history(ScriptedGateway.Line line, List<String> fields, String show, int from, int to) {
        long now = time.nanos();
        int weight = show.equals("BID_ASK") ? 2 : 1;
        String contract = fields.subList(2, 14) + show;
        String whole = contract + fields.get(0) + fields.get(15) + fields.subList(from, to);
        history.add(new Asked(now, contract, whole, weight));
        breach(weight(now, 600 * SECOND, "") > 60, "162 more than 60 in ten minutes");
        breach(weight(now, 2 * SECOND, contract) >= 6, "162 six of one contract in two seconds");
        long same = history.stream()
                .filter(it -> it.at() > now - 15 * SECOND && it.whole().equals(whole))
                .count();
        breach(same > 1, "162 identical within 15 seconds");
        String request = fields.get(1);
        openHistory.add(request);
        breach(openHistory.size() > 50, "162 more than 50 open");
        time.after(Duration.ofSeconds(4), () -> {
            if (openHistory.remove(request)) {
                line.notice(Integer.parseInt(request), 162, "HMDS query returned no data");
            }
        });
    }

    private int weight(long now, long window, String contract) {
        return history.stream()
                .filter(it -> it.at() > now - window && it.contract().startsWith(contract))
                .mapToInt(Asked::weight)
                .sum();
    }

    private void breach(boolean is, String what) {
        if (is) {
            breaches.add(what + " at " + Duration.ofNanos(time.nanos()));
        }
    }

    int linesOpen() {
        return openLines.size();
    }

    int historyAsked() {
        return history.size();
    }
}
