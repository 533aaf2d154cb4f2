package dev.ibkrbot.stub.gateway;

import java.util.ArrayDeque;
import java.util.List;

/** The latest requests, one line each, and how many there were. Confined to the gateway's lock. */
final class RequestLog {
    private static final int MOST = 20_000;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private long count;

    void add(int clientId, String what) {
        count++;
        if (lines.size() == MOST) {
            lines.remove();
        }
        lines.add("client " + clientId + " " + what);
    }

    long count() {
        return count;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
