package dev.ibkrbot.strategy.selection;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.SelectionFunnel.Candidate;
import dev.ibkrbot.broker.trade.SelectionFunnel.Rejection;
import dev.ibkrbot.broker.value.Price;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the contract nearest to a delta by quoting few of many: deltas fall or rise with the strike, so two neighbours
 * with the target between them end the search, wherever it began. The next strike to look at is where the deltas known so
 * far point to. If neither neighbour can be traded, it goes on outward until one can.
 *
 * <p>Ask {@link #next}, give the answer to {@link #take}, until there is no next. Only deltas that the feed has told
 * count; a contract without one is skipped. Rules in the funnel: trading_class, not_near, quote_failed, no_delta, those of
 * {@link LiquidityRule}, and farther_delta for a viable contract that another one beat.
 *
 * <p>Confined to one thread.
 */
public final class DeltaSearch {
    private static final int MOST_QUOTES = 14;
    /** A standard normal curve is nearly a logistic one of this steepness. */
    private static final double LOGISTIC = 1.702;

    private static final double USUAL_VOL = 0.25;

    private final double target;
    private final double rootYears;
    private final LiquidityRule liquidity;
    private final Price start;
    private final List<Candidate> leftOut = new ArrayList<>();
    /** Ascending by strike; those that turn out to have no delta are taken out. */
    private final List<OptionContract> open = new ArrayList<>();

    private final TreeMap<Price, OptionQuote> known = new TreeMap<>();
    private int asked;

    /**
     * A search that has seen nothing yet.
     *
     * @param contracts all of one expiration and one right
     * @param start where to look first: the last answer, or the price of the underlying
     * @param yearsToExpiry positive
     */
    public DeltaSearch(
            List<OptionContract> contracts,
            Price start,
            double yearsToExpiry,
            DeltaTarget target,
            LiquidityRule liquidity) {
        this.target = target.delta();
        this.rootYears = Math.sqrt(yearsToExpiry);
        this.liquidity = liquidity;
        this.start = start;
        for (OptionContract contract : contracts) {
            ContractSelector.classRejection(contract)
                    .ifPresentOrElse(
                            why -> leftOut.add(new Candidate(contract, Optional.of(why))), () -> open.add(contract));
        }
        open.sort(Comparator.comparing(OptionContract::strike));
    }

    /** The contract to quote next; absent when enough is known, or nothing is left to ask. */
    public Optional<OptionContract> next() {
        if (asked >= MOST_QUOTES || open.isEmpty()) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return Optional.of(nearest(start.asDouble()));
        }
        Bracket bracket = bracket();
        return bracket.isClosed() ? outward(bracket) : Optional.of(between(bracket));
    }

    /** What came back for the contract that {@link #next} named. */
    public void take(QuoteAnswer answer) {
        asked++;
        Optional<Rejection> unusable = answer.quote().isEmpty()
                ? Optional.of(new Rejection("quote_failed", "a quote", answer.failure()))
                : answer.quote().get().greeks().isEmpty()
                        ? Optional.of(new Rejection("no_delta", "a delta from the feed", "none"))
                        : Optional.empty();
        if (unusable.isPresent()) {
            open.remove(answer.contract());
            leftOut.add(new Candidate(answer.contract(), unusable));
        } else {
            known.put(answer.contract().strike(), answer.quote().get());
        }
    }

    /** The nearest viable contract and what became of all the others. */
    public Selection result() {
        List<OptionQuote> byDistance = new ArrayList<>(known.values());
        byDistance.sort(Comparator.comparingDouble(this::distance)
                .thenComparing(quote -> quote.contract().strike()));
        Optional<OptionQuote> chosen = chosen();
        List<Candidate> candidates = new ArrayList<>();
        for (OptionQuote quote : byDistance) {
            Optional<Rejection> why = liquidity.rejection(quote.quote());
            if (why.isEmpty() && !chosen.equals(Optional.of(quote))) {
                why = Optional.of(new Rejection("farther_delta", "nearest to " + text(target), text(delta(quote))));
            }
            candidates.add(new Candidate(quote.contract(), why));
        }
        candidates.addAll(leftOut);
        Rejection notNear = new Rejection("not_near", "beside delta " + text(target), "not quoted");
        open.stream()
                .filter(contract -> !isKnown(contract))
                .forEach(contract -> candidates.add(new Candidate(contract, Optional.of(notNear))));
        return new Selection(chosen, new SelectionFunnel(candidates));
    }

    /** Places among the open contracts: the last known one below the target and the first above it. */
    private record Bracket(int below, int above) {
        /** Neighbours, an end of the chain, or deltas that contradict each other. */
        boolean isClosed() {
            return above - below <= 1;
        }
    }

    private Bracket bracket() {
        int below = -1;
        int above = open.size();
        for (int i = 0; i < open.size(); i++) {
            if (isKnown(open.get(i)) && isTooLow(quote(i))) {
                below = i;
            } else if (isKnown(open.get(i)) && i < above) {
                above = i;
            }
        }
        return new Bracket(below, above);
    }

    private OptionContract between(Bracket bracket) {
        double strike;
        if (bracket.below >= 0 && bracket.above < open.size()) {
            strike = interpolated(open.get(bracket.below), open.get(bracket.above));
        } else {
            strike = projected(open.get(bracket.below >= 0 ? bracket.below : bracket.above));
        }
        int wanted = open.indexOf(nearest(strike));
        return open.get(Math.max(bracket.below + 1, Math.min(bracket.above - 1, wanted)));
    }

    /** Beside those known around the target, while a strike there might be nearer than the best that can be traded. */
    private Optional<OptionContract> outward(Bracket bracket) {
        double best = chosen().map(this::distance).orElse(Double.MAX_VALUE);
        Bracket around = known(bracket);
        double low = around.below >= 0 ? endDistance(around.below + 1) : Double.MAX_VALUE;
        double high = around.above < open.size() ? endDistance(around.above - 1) : Double.MAX_VALUE;
        if (Math.min(low, high) >= best) {
            return Optional.empty();
        }
        return Optional.of(open.get(low <= high ? around.below : around.above));
    }

    /** The nearest unknown ones on both sides of a bracket: all between them are known. */
    private Bracket known(Bracket bracket) {
        int low = Math.min(bracket.below, open.size() - 1);
        while (low >= 0 && isKnown(open.get(low))) {
            low--;
        }
        int high = Math.max(bracket.above, 0);
        while (high < open.size() && isKnown(open.get(high))) {
            high++;
        }
        return new Bracket(low, high);
    }

    /** The nearest of those around the target that can be traded; none from elsewhere, however liquid. */
    private Optional<OptionQuote> chosen() {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Bracket around = known(bracket());
        return open.subList(around.below + 1, Math.max(around.below + 1, around.above)).stream()
                .filter(this::isKnown)
                .map(contract -> known.get(contract.strike()))
                .filter(quote -> liquidity.rejection(quote.quote()).isEmpty())
                .min(Comparator.comparingDouble(this::distance)
                        .thenComparing(quote -> quote.contract().strike()));
    }

    private double endDistance(int index) {
        return isKnown(open.get(index)) ? distance(quote(index)) : Double.MAX_VALUE;
    }

    private boolean isKnown(OptionContract contract) {
        return known.containsKey(contract.strike());
    }

    private OptionQuote quote(int index) {
        return known.get(open.get(index).strike());
    }

    /** Whether the target lies at a higher strike. */
    private boolean isTooLow(OptionQuote quote) {
        boolean call = quote.contract().right() == Right.CALL;
        return call == delta(quote) > target;
    }

    /** Logits of deltas lie nearly on a line over the logarithm of the strike. */
    private double interpolated(OptionContract below, OptionContract above) {
        double low = StrictMath.log(below.strike().asDouble());
        double high = StrictMath.log(above.strike().asDouble());
        double from = logit(delta(known.get(below.strike())));
        double to = logit(delta(known.get(above.strike())));
        double share = from == to ? 0.5 : (logit(target) - from) / (to - from);
        return StrictMath.exp(low + (high - low) * share);
    }

    /** From one known delta, along the line that its volatility gives. */
    private double projected(OptionContract contract) {
        OptionQuote quote = known.get(contract.strike());
        double deviations = (logit(delta(quote)) - logit(target)) / LOGISTIC;
        double step = quote.impliedVol().orElse(USUAL_VOL) * rootYears * deviations;
        return contract.strike().asDouble() * StrictMath.exp(contract.right() == Right.CALL ? step : -step);
    }

    private OptionContract nearest(double strike) {
        return open.stream()
                .min(Comparator.comparingDouble(it -> Math.abs(it.strike().asDouble() - strike)))
                .orElseThrow();
    }

    private double distance(OptionQuote quote) {
        return Math.abs(delta(quote) - target);
    }

    private static double delta(OptionQuote quote) {
        return Math.abs(quote.greeks().map(Greeks::delta).orElseThrow());
    }

    private static double logit(double probability) {
        double inside = Math.max(1e-6, Math.min(1 - 1e-6, probability));
        return StrictMath.log(inside / (1 - inside));
    }

    private static String text(double delta) {
        return String.format(Locale.ROOT, "%.3f", delta);
    }
}
