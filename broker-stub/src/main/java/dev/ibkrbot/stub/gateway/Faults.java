package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.stub.gateway.Scenario.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is wrong with the gateway at the moment. Confined to the gateway's lock. */
final class Faults {
    private static final int EVERY = Integer.MAX_VALUE;

    private final List<ConnectRule> connects = new ArrayList<>();
    private Optional<Rejection> rejection = Optional.empty();
    private int rejectionsLeft;

    String accounts;
    OptionalInt master = OptionalInt.empty();
    int serverVersion = ProtocolVersions.HIGHEST;
    int requestsPerSecond = EVERY;
    int lines = EVERY;
    long outputLimit = Long.MAX_VALUE;
    boolean readOnly;
    boolean greeks = true;
    boolean farmsUp = true;
    boolean linkUp = true;
    boolean corrections;
    boolean strangers;
    boolean ends = true;
    boolean currentTime = true;
    boolean reversed;
    boolean commissionsFirst;
    boolean commissions = true;
    long commissionDelaySeconds;
    int copies = 1;
    int fillParts = 1;
    DataMode data = DataMode.LIVE;
    IndexMode index = IndexMode.NORMAL;
    WhatIfMode whatIf = WhatIfMode.NORMAL;
    RejectionShape rejectionShape = RejectionShape.ERROR_FIRST;
    OrdersMode orders = OrdersMode.NORMAL;
    HistoryMode history = HistoryMode.NORMAL;

    Faults(String account) {
        accounts = account;
    }

    /** Why the next order is refused. */
    record Rejection(int code, String reason) {}

    /** How connections from one number to another are treated; {@code bytes} is -1 where it does not matter. */
    private record ConnectRule(long first, long last, String mode, long bytes) {}

    /** What a request for quotes of this gets. */
    DataMode data(Instrument instrument) {
        return instrument instanceof Index && index == IndexMode.DELAYED ? DataMode.DELAYED : data;
    }

    /** Whether its quotes come at all. */
    boolean flows(Instrument instrument) {
        boolean silent = instrument instanceof Index && index == IndexMode.SILENT;
        return data != DataMode.STALLED && linkUp && farmsUp && !silent;
    }

    /** How a connection is treated. */
    record Treatment(String mode, long bytes) {}

    /** Takes a standing rule; false when the rule is an event instead, which only the gateway can carry out. */
    boolean take(Rule rule) {
        String text = rule.arguments();
        boolean on = text.equals("on");
        switch (rule.verb()) {
            case "account" -> accounts = text;
            case "master" -> master = number(text);
            case "server-version" -> serverVersion = Integer.parseInt(text);
            case "connect" -> connects.add(connect(text));
            case "pacing" -> requestsPerSecond = number(text).orElse(EVERY);
            case "lines" -> lines = Integer.parseInt(text);
            case "output-limit" -> outputLimit = text.equals("off") ? Long.MAX_VALUE : Long.parseLong(text);
            case "read-only" -> readOnly = on;
            case "data" -> data = Words.parse(DataMode.class, text);
            case "index" -> index = Words.parse(IndexMode.class, text);
            case "greeks" -> greeks = on;
            case "what-if" -> whatIf = Words.parse(WhatIfMode.class, text);
            case "reject" -> reject(text);
            case "rejections" -> rejectionShape = Words.parse(RejectionShape.class, text);
            case "orders" -> orders = Words.parse(OrdersMode.class, text);
            case "fills" -> fillParts = number(lastWord(text)).orElse(1);
            case "callbacks" -> callbacks(text);
            case "commissions" -> commissions(text);
            case "corrections" -> corrections = on;
            case "strangers" -> strangers = on;
            case "ends" -> ends = on;
            case "current-time" -> currentTime = on;
            case "history" -> history = Words.parse(HistoryMode.class, text);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static ConnectRule connect(String text) {
        String[] words = text.split(" ");
        long bytes = words.length > 2 ? Long.parseLong(words[2]) : -1;
        if (words[0].equals("every")) {
            return new ConnectRule(1, Long.MAX_VALUE, words[1], bytes);
        }
        String[] range = words[0].split("-");
        return new ConnectRule(Long.parseLong(range[0]), Long.parseLong(range[range.length - 1]), words[1], bytes);
    }

    /** How the connection of this number, counted from 1, is treated; the latest rule that covers it holds. */
    Treatment treatment(long connection) {
        Treatment treatment = new Treatment("normal", -1);
        for (ConnectRule rule : connects) {
            if (connection >= rule.first && connection <= rule.last) {
                treatment = new Treatment(rule.mode, rule.bytes);
            }
        }
        return treatment;
    }

    private void reject(String text) {
        String[] words = text.split(" ", 3);
        if (words.length < 2) {
            rejection = Optional.empty();
            return;
        }
        rejectionsLeft = number(words[0]).orElse(EVERY);
        String reason = words.length > 2 ? words[2] : "Order rejected - reason:scripted";
        rejection = Optional.of(new Rejection(Integer.parseInt(words[1]), reason));
    }

    /** Whether the scenario refuses the order at hand; counts it. */
    Optional<Rejection> nextRejection() {
        if (rejection.isEmpty() || rejectionsLeft == 0) {
            return Optional.empty();
        }
        if (rejectionsLeft != EVERY) {
            rejectionsLeft--;
        }
        return rejection;
    }

    private void callbacks(String text) {
        reversed = text.equals("reversed");
        copies = number(lastWord(text)).orElse(1);
    }

    private void commissions(String text) {
        commissions = !text.equals("never");
        commissionsFirst = text.equals("before");
        commissionDelaySeconds = number(lastWord(text)).orElse(0);
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    private static OptionalInt number(String text) {
        return text.matches("\\d+") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
