package dev.ibkrbot.strategy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.trade.SelectionFunnel.Candidate;
import dev.ibkrbot.broker.trade.SelectionFunnel.Rejection;
import dev.ibkrbot.broker.value.Price;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class DeltaSearchTest {
    private static final double YEARS = 45 / 365.0;
    private static final DeltaTarget THIRTY = new DeltaTarget(0.3, 45);

    private int quoted;

    @Test
    void findsTheNearestOfFourHundredByQuotingFew() {
        SplittableRandom random = new SplittableRandom(17);
        for (int round = 0; round < 2_000; round++) {
            double spot = random.nextDouble(300, 700);
            double vol = random.nextDouble(0.08, 0.9);
            double skew = random.nextDouble(0, 0.6);
            Right right = random.nextBoolean() ? Right.CALL : Right.PUT;
            DeltaTarget target = new DeltaTarget(random.nextDouble(0.05, 0.9), 45);
            List<OptionContract> chain = chain(right, Math.max(1, (int) spot - 200), 400);
            ToDoubleFunction<OptionContract> delta = it -> delta(it, spot, vol, skew);
            Selection found = search(chain, Price.ofUnits(Math.round(spot * 1e8)), target, vol, delta);
            double best = chain.stream()
                    .mapToDouble(it -> Math.abs(Math.abs(delta.applyAsDouble(it)) - target.delta()))
                    .min()
                    .orElseThrow();
            double actual =
                    Math.abs(delta.applyAsDouble(found.chosen().orElseThrow().contract()));
            assertThat(Math.abs(actual - target.delta())).isEqualTo(best);
            assertThat(quoted).isLessThanOrEqualTo(8);
            assertThat(found.funnel().candidates()).hasSize(400);
        }
    }

    @Test
    void needsTwoOrThreeQuotesFromTheLastAnswer() {
        List<OptionContract> chain = chain(Right.CALL, 400, 400);
        ToDoubleFunction<OptionContract> delta = it -> delta(it, 600, 0.18, 0.2);
        Selection first = search(chain, Price.of("600"), THIRTY, 0.18, delta);
        Price strike = first.chosen().orElseThrow().contract().strike();
        assertThat(search(chain, strike, THIRTY, 0.18, delta).chosen()).isEqualTo(first.chosen());
        assertThat(quoted).isBetween(2, 3);
    }

    @Test
    void skipsAStrikeWithoutDeltaAndSaysSo() {
        List<OptionContract> chain = chain(Right.PUT, 590, 5);
        DeltaSearch search = new DeltaSearch(chain, Price.of("592"), YEARS, THIRTY, LiquidityRule.DEFAULT);
        OptionContract first = search.next().orElseThrow();
        search.take(QuoteAnswer.of(Options.quote(first, "2.45", "2.55", 500)));
        OptionContract second = search.next().orElseThrow();
        assertThat(second).isNotEqualTo(first);
        search.take(QuoteAnswer.failed(second, "not listed"));
        assertThat(search.result().chosen()).isEmpty();
        assertThat(search.result().funnel().candidates())
                .contains(
                        new Candidate(first, Optional.of(new Rejection("no_delta", "a delta from the feed", "none"))),
                        new Candidate(second, Optional.of(new Rejection("quote_failed", "a quote", "not listed"))))
                .hasSize(5);
    }

    @Test
    void goesOnToTheNearestThatCanBeTraded() {
        List<OptionContract> chain = chain(Right.CALL, 600, 30);
        DeltaSearch search = new DeltaSearch(chain, Price.of("600"), YEARS, THIRTY, LiquidityRule.DEFAULT);
        Comparator<OptionContract> nearest =
                Comparator.comparingDouble(it -> Math.abs(delta(it, 600, 0.2, 0) - THIRTY.delta()));
        List<OptionContract> byDistance = chain.stream().sorted(nearest).toList();
        for (Optional<OptionContract> next = search.next(); next.isPresent(); next = search.next()) {
            boolean illiquid = byDistance.indexOf(next.get()) < 3;
            search.take(QuoteAnswer.of(quote(next.get(), illiquid ? 0 : 500, 0.2, delta(next.get(), 600, 0.2, 0))));
        }
        assertThat(search.result().chosen().orElseThrow().contract()).isEqualTo(byDistance.get(3));
        assertThat(search.result().funnel().rejectedBy("volume")).hasSize(3);
    }

    @Test
    void choosesTheExpirationNearestToTheDays() {
        LocalDate today = LocalDate.of(2026, 11, 18);
        List<LocalDate> listed =
                List.of(today.minusDays(1), today.plusDays(40), today.plusDays(50), today.plusDays(80));
        assertThat(THIRTY.expiration(listed, today)).contains(today.plusDays(40));
        assertThat(THIRTY.expiration(List.of(today.minusDays(1)), today)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new DeltaTarget(30, 45));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeltaTarget(0.3, -1));
    }

    private Selection search(
            List<OptionContract> chain,
            Price start,
            DeltaTarget target,
            double vol,
            ToDoubleFunction<OptionContract> delta) {
        quoted = 0;
        DeltaSearch search = new DeltaSearch(chain, start, YEARS, target, LiquidityRule.DEFAULT);
        for (Optional<OptionContract> next = search.next(); next.isPresent(); next = search.next()) {
            quoted++;
            search.take(QuoteAnswer.of(quote(next.get(), 500, vol, delta.applyAsDouble(next.get()))));
        }
        return search.result();
    }

    private static List<OptionContract> chain(Right right, int first, int count) {
        List<OptionContract> contracts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            contracts.add(OptionContract.equity(
                    Options.SPY, Options.EXPIRATION, Price.of(Integer.toString(first + i)), right));
        }
        return contracts;
    }

    private static OptionQuote quote(OptionContract contract, long volume, double vol, double delta) {
        OptionQuote plain = Options.quote(contract, "2.45", "2.55", volume);
        return new OptionQuote(
                contract,
                plain.quote(),
                plain.openInterest(),
                OptionalDouble.of(vol),
                Optional.of(new Greeks(delta, 0, 0, 0, 0)));
    }

    /** A logistic stand-in for the normal curve, with a volatility that falls with the strike. */
    private static double delta(OptionContract contract, double spot, double vol, double skew) {
        double moneyness = Math.log(spot / contract.strike().asDouble());
        double local = vol * Math.max(0.3, 1 + skew * moneyness);
        double d1 = moneyness / (local * Math.sqrt(YEARS)) + local * Math.sqrt(YEARS) / 2;
        double call = 1 / (1 + Math.exp(-1.6 * d1 - 0.07 * d1 * d1 * d1));
        return contract.right() == Right.CALL ? call : call - 1;
    }
}
