package dev.ibkrbot.strategy.plan;

import static dev.ibkrbot.strategy.plan.PlannerFixture.AFTER_SIXTY_BARS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SizeRule;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.regime.DayChoice;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of 3.2 asked at every evaluation; the scalp rules stand in for A and B, which are noted. */
class RegimePlannerTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Symbol SPY = new Symbol("SPY");
    private static final Symbol QQQ = new Symbol("QQQ");
    private static final Index VIX = new Index(new Symbol("VIX"), Currency.USD);

    private final PlannerFixture fixture = new PlannerFixture().minutes("S5");
    private final List<DayStrategy> opened = new ArrayList<>();
    private final List<DayChoice> heard = new ArrayList<>();
    private Instant now = AFTER_SIXTY_BARS;
    private CompletionStage<Quote> vix =
            CompletableFuture.failedFuture(new BrokerException("no VIX", Recovery.SKIP_INSTRUMENT));
    private final RegimePlanner planner = new RegimePlanner(
            new FixedQuotes() {
                @Override
                public CompletionStage<Quote> quote(Instrument instrument) {
                    assertThat(instrument).isEqualTo(VIX);
                    return vix;
                }
            },
            () -> now,
            NEW_YORK,
            strategy -> {
                opened.add(strategy);
                return fixture.planner()::plan;
            },
            heard::add,
            Runnable::run);

    private void vixAt(String level) {
        vix(level, now, DataQuality.LIVE);
    }

    private void vix(String level, Instant asOf, DataQuality quality) {
        vix = CompletableFuture.completedFuture(new Quote(
                VIX,
                Optional.empty(),
                Optional.empty(),
                Optional.of(level).filter(it -> !it.isEmpty()).map(Price::of),
                OptionalLong.empty(),
                asOf,
                quality));
    }

    private String ask(Symbol symbol) {
        fixture.quotes.now = now;
        return planner.plan(symbol)
                .toCompletableFuture()
                .join()
                .match(proposed -> "proposed " + proposed.proposal().size(), Plan.NoTrade::code);
    }

    private String twice(Symbol symbol) {
        return ask(symbol) + ", " + ask(symbol);
    }

    private static String proposed(String size) {
        return "proposed " + new SizeRule(Percent.of(size), false);
    }

    @Test
    @Tag("SE1")
    void tradesTheStrategyOfTheRegimeInItsSize() {
        vixAt("17.99");
        assertThat(twice(SPY)).isEqualTo("regime_changed, " + proposed("100"));
        vixAt("18");
        assertThat(twice(SPY)).isEqualTo("regime_changed, " + proposed("50"));
        vixAt("24.99");
        assertThat(ask(SPY)).isEqualTo(proposed("50"));
        vixAt("25");
        assertThat(twice(SPY)).isEqualTo("regime_changed, regime_crisis");
        assertThat(opened).containsExactly(DayStrategy.A, DayStrategy.B);
        assertThat(heard).extracting(DayChoice::strategy).containsExactly(DayStrategy.A, DayStrategy.B, DayStrategy.C);
    }

    @Test
    @Tag("SE1")
    void staysWithAStrategyFromOneRegimeToAnotherOfIt() {
        vixAt("14.99");
        assertThat(ask(SPY)).isEqualTo("regime_changed");
        vixAt("15");
        assertThat(ask(SPY)).isEqualTo(proposed("100"));
        assertThat(heard).hasSize(1);
    }

    @Test
    @Tag("SE1")
    void entersNothingAndChangesNothingWhileTheIndexIsNotKnown() {
        assertThat(ask(SPY)).isEqualTo("vix_is_none");
        vixAt("16");
        assertThat(twice(SPY)).isEqualTo("regime_changed, " + proposed("100"));
        vixAt("");
        assertThat(ask(SPY)).isEqualTo("vix_is_none");
        vix("30", now.minus(Duration.ofSeconds(301)), DataQuality.LIVE);
        assertThat(ask(SPY)).isEqualTo("vix_is_none");
        vix("16", now.plusSeconds(1), DataQuality.LIVE);
        assertThat(ask(SPY)).isEqualTo("vix_is_none");
        vix("16", now, DataQuality.DELAYED);
        assertThat(ask(SPY)).isEqualTo("vix_is_none");
        vixAt("16");
        assertThat(ask(SPY)).isEqualTo(proposed("100"));
        assertThat(heard).hasSize(1);
    }

    @Test
    void tradesOnlyTheSymbolsOfTheStrategy() {
        vixAt("16");
        assertThat(twice(QQQ)).isEqualTo("regime_changed, " + proposed("100"));
        assertThat(ask(new Symbol("IWM"))).isEqualTo("not_in_regime");
        vixAt("20");
        assertThat(twice(QQQ)).isEqualTo("regime_changed, not_in_regime");
    }

    @Test
    void choosesAnewOnEachDate() {
        vixAt("16");
        ask(SPY);
        now = now.plus(Duration.ofDays(1));
        vixAt("16");
        assertThat(ask(SPY)).isEqualTo("regime_changed");
        assertThat(heard).hasSize(2);
    }
}
