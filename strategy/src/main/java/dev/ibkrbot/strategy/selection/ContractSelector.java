package dev.ibkrbot.strategy.selection;

import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.SelectionFunnel.Candidate;
import dev.ibkrbot.broker.trade.SelectionFunnel.Rejection;
import dev.ibkrbot.broker.value.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Chooses one contract in two steps around the quotes: {@link #shortlist} the few nearest to the target strike, then
 * {@link #select} the liquid one with the narrowest relative spread, the nearest of equals. Nothing is lost on the way:
 * the funnel names the rule and the figures for every contract of the right.
 *
 * <p>Rules in the funnel: trading_class, no_target, not_near, quote_failed, those of {@link LiquidityRule}, and
 * wider_spread for a viable contract that another one beat.
 *
 * <p>Immutable.
 */
public final class ContractSelector {
    private final SelectionCriteria criteria;

    public ContractSelector(SelectionCriteria criteria) {
        this.criteria = criteria;
    }

    /** The contracts to quote; none when the chain has no strike where the criteria aim. */
    public Shortlist shortlist(OptionChain chain, Right right, Price underlying) {
        List<Candidate> leftOut = new ArrayList<>();
        List<OptionContract> standard = new ArrayList<>();
        for (OptionContract contract : chain.of(right)) {
            Optional<Rejection> rejection = classRejection(contract);
            if (rejection.isPresent()) {
                leftOut.add(new Candidate(contract, rejection));
            } else {
                standard.add(contract);
            }
        }
        Optional<Price> target = criteria.moneyness().target(strikes(standard), right, underlying);
        if (target.isEmpty()) {
            Rejection noTarget = new Rejection(
                    "no_target",
                    "a strike " + criteria.moneyness().key() + " of " + underlying,
                    standard.size() + " strikes");
            standard.forEach(contract -> leftOut.add(new Candidate(contract, Optional.of(noTarget))));
            return new Shortlist(List.of(), leftOut);
        }
        Price center = target.get();
        standard.sort((a, b) -> Moneyness.nearestTo(center).compare(a.strike(), b.strike()));
        int kept = Math.min(criteria.strikeCount(), standard.size());
        String limit = "nearest " + kept + " to " + center;
        for (OptionContract contract : standard.subList(kept, standard.size())) {
            String distance = contract.strike().minus(center).abs() + " away";
            leftOut.add(new Candidate(contract, Optional.of(new Rejection("not_near", limit, distance))));
        }
        return new Shortlist(standard.subList(0, kept), leftOut);
    }

    /**
     * The best of the quoted contracts.
     *
     * @param answers one for each contract of the shortlist, in its order
     */
    public Selection select(Shortlist shortlist, List<QuoteAnswer> answers) {
        requireAnswersTo(shortlist, answers);
        List<Optional<Rejection>> rejections =
                answers.stream().map(this::rejection).toList();
        int best = narrowest(answers, rejections);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Optional<Rejection> rejection = rejections.get(i);
            if (rejection.isEmpty() && i != best) {
                rejection = Optional.of(new Rejection(
                        "wider_spread",
                        spread(answers.get(best)).percentText(),
                        spread(answers.get(i)).percentText()));
            }
            candidates.add(new Candidate(answers.get(i).contract(), rejection));
        }
        candidates.addAll(shortlist.leftOut());
        Optional<OptionQuote> chosen =
                best < 0 ? Optional.empty() : answers.get(best).quote();
        return new Selection(chosen, new SelectionFunnel(candidates));
    }

    /** Index of the viable answer with the narrowest spread, the earliest of equals; -1 when none is viable. */
    private static int narrowest(List<QuoteAnswer> answers, List<Optional<Rejection>> rejections) {
        int best = -1;
        for (int i = 0; i < answers.size(); i++) {
            if (rejections.get(i).isEmpty()
                    && (best < 0 || spread(answers.get(i)).compareTo(spread(answers.get(best))) < 0)) {
                best = i;
            }
        }
        return best;
    }

    private Optional<Rejection> rejection(QuoteAnswer answer) {
        if (answer.quote().isEmpty()) {
            return Optional.of(new Rejection("quote_failed", "a quote", answer.failure()));
        }
        return criteria.liquidity().rejection(answer.quote().get().quote());
    }

    /** Adjusted contracts deliver something odd, and their class differs. Index weeklies have a W after the symbol. */
    static Optional<Rejection> classRejection(OptionContract contract) {
        String symbol = contract.underlying().value();
        boolean standard = contract.tradingClass().equals(symbol)
                || contract.tradingClass().equals(symbol + "W");
        return standard
                ? Optional.empty()
                : Optional.of(new Rejection("trading_class", symbol, contract.tradingClass()));
    }

    private static Spread spread(QuoteAnswer answer) {
        return Spread.of(answer.quote().orElseThrow().quote());
    }

    private static NavigableSet<Price> strikes(List<OptionContract> contracts) {
        return contracts.stream().map(OptionContract::strike).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void requireAnswersTo(Shortlist shortlist, List<QuoteAnswer> answers) {
        List<OptionContract> answered =
                answers.stream().map(QuoteAnswer::contract).toList();
        if (!answered.equals(shortlist.contracts())) {
            throw new IllegalArgumentException("answers " + answered + " are not for " + shortlist.contracts());
        }
    }
}
