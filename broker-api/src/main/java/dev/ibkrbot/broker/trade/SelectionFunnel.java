package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.instrument.OptionContract;
import java.util.List;
import java.util.Optional;

/**
 * How one contract came out of many: every candidate looked at, with the rule that rejected it. Immutable.
 *
 * @param candidates in the order they were looked at; empty when there was nothing to choose from
 */
public record SelectionFunnel(List<Candidate> candidates) {
    /** Nothing was looked at. */
    public static final SelectionFunnel EMPTY = new SelectionFunnel(List.of());

    public SelectionFunnel {
        candidates = List.copyOf(candidates);
    }

    /** Those a rule rejected. */
    public List<Candidate> rejectedBy(String rule) {
        return candidates.stream()
                .filter(it -> it.rejection().map(why -> why.rule().equals(rule)).orElse(false))
                .toList();
    }

    /**
     * One contract and its fate.
     *
     * @param contract looked at
     * @param rejection absent for the chosen one
     */
    public record Candidate(OptionContract contract, Optional<Rejection> rejection) {}

    /**
     * Why a contract was not taken.
     *
     * @param rule short code, such as "spread" or "volume"
     * @param limit what the rule asks for
     * @param actual what was found
     */
    public record Rejection(String rule, String limit, String actual) {}
}
