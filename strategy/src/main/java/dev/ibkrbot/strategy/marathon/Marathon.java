package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.strategy.analytics.RiskLevel;
import dev.ibkrbot.strategy.wheel.Offer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One look at the candidates: which offers are noted, and why the others are not. Nothing is traded. Immutable.
 *
 * @param level whose win probability a score must reach
 * @param record what earlier opportunities came to
 * @param earlier opportunities noted before
 */
public record Marathon(RiskLevel level, TrackRecord record, List<Opportunity> earlier) {
    /** For so long a symbol is only noted again with a higher score. */
    public static final Duration REPEAT_AFTER = Duration.ofHours(24);

    public Marathon {
        earlier = List.copyOf(earlier);
    }

    /**
     * What came of one candidate. Immutable.
     *
     * @param symbol which
     * @param opportunity noted; absent when it was not
     * @param code noted, or why not: no_offer, no_delta, low_score, repeated
     * @param detail the figures
     */
    public record Finding(Symbol symbol, Optional<Opportunity> opportunity, String code, String detail) {}

    /**
     * Judges every candidate by its best offer, in the order of the candidates.
     *
     * @param offers what could be sold, of any symbol
     * @param now the moment
     * @param date the trading date of it
     */
    public List<Finding> judge(List<Candidate> candidates, List<Offer> offers, Instant now, LocalDate date) {
        List<Finding> findings = new ArrayList<>();
        for (Candidate candidate : candidates) {
            findings.add(judge(candidate, offers, now, date));
        }
        return List.copyOf(findings);
    }

    private Finding judge(Candidate candidate, List<Offer> offers, Instant now, LocalDate date) {
        Symbol symbol = candidate.view().symbol();
        Optional<Offer> best = offers.stream()
                .filter(offer -> offer.contract().underlying().equals(symbol))
                .max(Comparator.comparingInt((Offer offer) ->
                                Score.of(candidate, offer, record).orElse(-1))
                        .thenComparingDouble(Offer::yieldPercent));
        if (best.isEmpty()) {
            return no(symbol, "no_offer", "nothing can be sold");
        }
        Offer offer = best.get();
        OptionalInt score = Score.of(candidate, offer, record);
        if (score.isEmpty()) {
            return no(symbol, "no_delta", offer.contract() + " has no delta");
        }
        int needed = level.winProbabilityPercent();
        if (score.getAsInt() < needed) {
            return no(symbol, "low_score", score.getAsInt() + " of " + needed + " for " + offer.contract());
        }
        Optional<Opportunity> before = latest(symbol, now);
        if (before.isPresent() && score.getAsInt() <= before.get().score()) {
            return no(
                    symbol,
                    "repeated",
                    score.getAsInt() + " is not above " + before.get().score() + " of "
                            + before.get().at());
        }
        Opportunity noted = new Opportunity(
                now,
                date,
                symbol,
                offer.kind(),
                offer.contract().expiration(),
                offer.contract().strike(),
                offer.premium(),
                offer.underlying(),
                candidate.ivRank(),
                candidate.plays().stream().map(Play::code).toList(),
                score.getAsInt());
        return new Finding(symbol, Optional.of(noted), "noted", offer.contract().toString());
    }

    /** The highest scored of this symbol that is not older than a day. */
    private Optional<Opportunity> latest(Symbol symbol, Instant now) {
        return earlier.stream()
                .filter(it -> it.symbol().equals(symbol)
                        && !it.at().plus(REPEAT_AFTER).isBefore(now))
                .max(Comparator.comparingInt(Opportunity::score));
    }

    private static Finding no(Symbol symbol, String code, String detail) {
        return new Finding(symbol, Optional.empty(), code, detail);
    }
}
