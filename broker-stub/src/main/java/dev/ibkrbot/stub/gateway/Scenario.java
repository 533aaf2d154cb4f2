package dev.ibkrbot.stub.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a simulated gateway does beside trading: rules about time, connections and faults, one a line, in the words of
 * docs/gateway-scenarios.md. Immutable.
 *
 * @param rules in the order written
 */
public record Scenario(List<Rule> rules) {
    /** Nothing goes wrong. */
    public static final Scenario NONE = new Scenario(List.of());

    private static final String ON_OFF = "on|off";
    private static final String CLIENT = "( \\d{1,9})?";

    /** Each verb with what may follow it. */
    static final Map<String, Pattern> VERBS = Map.ofEntries(
            verb("clock", "manual|real( x\\d{1,4})?|stepped" + CLIENT + "|led" + CLIENT),
            verb("account", "[A-Z0-9]{2,16}(,[A-Z0-9]{2,16})*"),
            verb("master", "off|\\d{1,9}"),
            verb("server-version", "1(7[6-9]|[89]\\d)|200"),
            verb("next-id", "[1-9]\\d{0,8}"),
            verb(
                    "connect",
                    "(\\d{1,6}(-\\d{1,6})?|every) (normal|silent|close|handshake-only|no-next-valid-id"
                            + "|no-managed-accounts|client-id-in-use|cut \\d{1,9}|cut-in \\d{1,9}|deaf \\d{1,9})"),
            verb("pacing", "off|[1-9]\\d{0,5}"),
            verb("lines", "\\d{1,6}"),
            verb("output-limit", "off|\\d{1,9}"),
            verb("read-only", ON_OFF),
            verb("data", options(DataMode.values())),
            verb("index", options(IndexMode.values())),
            verb("greeks", ON_OFF),
            verb("farms", "up|down"),
            verb("link", "up|lost|down"),
            verb("what-if", options(WhatIfMode.values())),
            verb("reject", "off|(every|[1-9]\\d{0,5}) \\d{1,6}( .*)?"),
            verb("rejections", options(RejectionShape.values())),
            verb("orders", options(OrdersMode.values())),
            verb("fills", "whole|shown-size|split [2-9]"),
            verb("callbacks", "once|reversed|duplicate [2-9]"),
            verb("commissions", "on-time|never|before|late [1-9]\\d{0,5}"),
            verb("corrections", ON_OFF),
            verb("strangers", ON_OFF),
            verb("ends", ON_OFF),
            verb("current-time", ON_OFF),
            verb("history", options(HistoryMode.values())),
            verb("notice", "\\d{1,6}( .*)?"),
            verb("disconnect", "|\\d{1,9}"),
            verb("restart", "|[1-9]\\d{0,8}"),
            verb("send", ".+"));

    /** The short names, each with its rules. */
    static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("silent", "connect every silent"),
            Map.entry("close", "connect every close"),
            Map.entry("handshake-only", "connect every handshake-only"),
            Map.entry("no-next-valid-id", "connect every no-next-valid-id"),
            Map.entry("no-managed-accounts", "connect every no-managed-accounts"),
            Map.entry("id-in-use", "connect every client-id-in-use"),
            Map.entry("id-in-use-twice", "connect 1-2 client-id-in-use"),
            Map.entry("read-only", "read-only on"),
            Map.entry("wrong-account", "account U7654321"),
            Map.entry("farms-down", "farms down"),
            Map.entry("link-down", "link down"),
            Map.entry("delayed", "data delayed"),
            Map.entry("not-subscribed", "data not-subscribed"),
            Map.entry("needs-subscription", "data needs-subscription"),
            Map.entry("competing", "data competing"),
            Map.entry("stalled", "data stalled"),
            Map.entry("no-greeks", "greeks off"),
            Map.entry("pacing", "pacing 50"),
            Map.entry("two-step-what-if", "what-if two-step"),
            Map.entry("reject-margin", "reject every 201 Order rejected - reason:Insufficient margin"),
            Map.entry("reject-tick", "reject every 110 The price does not conform to the minimum price variation"),
            Map.entry("partial-fills", "fills split 3"),
            Map.entry("duplicates", "callbacks duplicate 3"),
            Map.entry("reversed", "callbacks reversed"),
            Map.entry("late-commissions", "commissions late 60"),
            Map.entry("no-commissions", "commissions never"),
            Map.entry("corrections", "corrections on"),
            Map.entry("strangers", "strangers on"));

    public Scenario {
        rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param when when it takes effect
     * @param verb what it is about
     * @param arguments the rest of its line, checked
     */
    record Rule(Moment when, String verb, String arguments) {}

    private static Map.Entry<String, Pattern> verb(String name, String arguments) {
        return Map.entry(name, Pattern.compile(arguments));
    }

    private static String options(Enum<?>[] values) {
        List<String> words = new ArrayList<>();
        for (Enum<?> value : values) {
            words.add(Words.of(value));
        }
        return String.join("|", words);
    }

    /** From the lines of a scenario file; {@link IllegalArgumentException} names source and line. */
    public static Scenario parse(String source, List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    rules.add(rule(line));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(source + " line " + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return new Scenario(rules);
    }

    /** From short names with commas between them, such as "delayed,two-step-what-if". */
    public static Scenario ofFaults(String names) {
        List<Rule> rules = new ArrayList<>();
        for (String name : names.split(",")) {
            String line = SHORT.get(name.strip());
            if (line == null) {
                throw new IllegalArgumentException("no fault is named '" + name.strip() + "'; there are "
                        + String.join(", ", SHORT.keySet().stream().sorted().toList()));
            }
            rules.add(rule(line));
        }
        return new Scenario(rules);
    }

    /** One of the scenarios that come with this module, by name: "nightly-restart", "rough-day", "reluctant". */
    public static Scenario example(String name) {
        String file = name + ".scenario";
        if (!name.matches("[a-z-]{1,40}")) {
            throw new IllegalArgumentException("no example is named '" + name + "'");
        }
        try (InputStream in = Scenario.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no example is named '" + name + "'");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return parse(file, reader.lines().toList());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        }
    }

    /** Both together, ours first. */
    public Scenario plus(Scenario other) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(other.rules);
        return new Scenario(all);
    }

    /** One line, such as "at 10:30 link down". */
    static Rule rule(String line) {
        String text = line.strip().replaceAll("\\s+", " ");
        Moment when = Moment.AT_ONCE;
        if (text.startsWith("at ")) {
            when = Moment.parse(text.substring(3));
            text = text.substring(3 + when.words().length()).strip();
        }
        int blank = text.indexOf(' ');
        String verb = blank < 0 ? text : text.substring(0, blank);
        String arguments = blank < 0 ? "" : text.substring(blank + 1);
        Pattern pattern = VERBS.get(verb);
        if (pattern == null) {
            throw new IllegalArgumentException("there is no rule '" + verb + "'");
        }
        if (!pattern.matcher(arguments).matches()) {
            throw new IllegalArgumentException("'" + verb + "' cannot be '" + arguments + "'");
        }
        return new Rule(when, verb, arguments);
    }
}
