package dev.ibkrbot.strategy.plan;

import static dev.ibkrbot.strategy.plan.PlannerFixture.AFTER_SIXTY_BARS;
import static dev.ibkrbot.strategy.plan.PlannerFixture.OPEN;
import static dev.ibkrbot.strategy.plan.PlannerFixture.SCALP;
import static dev.ibkrbot.strategy.plan.PlannerFixture.WHALE;
import static dev.ibkrbot.strategy.selection.Options.SPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlannerFeedTest {
    private final PlannerFixture fixture = new PlannerFixture();

    @Test
    void asksOnlyForBarsItHasNotSeen() {
        TradePlanner planner = fixture.minutes("S5").planner();
        fixture.plan(planner, OPEN.plusSeconds(300));
        fixture.plan(planner, OPEN.plusSeconds(330));
        fixture.plan(planner, OPEN.plusSeconds(600));

        Stock spy = Stock.of("SPY");
        assertThat(fixture.quotes.barRequests)
                .containsExactly(
                        new BarRequest(spy, BarSize.ONE_MINUTE, OPEN),
                        new BarRequest(spy, BarSize.ONE_MINUTE, OPEN.plusSeconds(241)));
    }

    @Test
    void answersTheSameHoweverOftenItIsAsked() {
        TradePlanner often = fixture.minutes("S5").planner();
        for (int minute = 1; minute < 60; minute++) {
            fixture.plan(often, OPEN.plusSeconds(60L * minute));
        }

        assertThat(fixture.plan(often, AFTER_SIXTY_BARS)).isEqualTo(fixture.plan(fixture.planner(), AFTER_SIXTY_BARS));
    }

    @Test
    void holdsUntilThereAreEnoughBarsAndWithoutATrend() {
        TradePlanner planner = fixture.minutes("S3").planner();

        assertThat(fixture.plan(planner, OPEN.plusSeconds(29 * 60)))
                .isEqualTo(new Plan.NoTrade(
                        hold("scalp", "insufficient_bars", OPEN.plusSeconds(29 * 60)),
                        "insufficient_bars",
                        "insufficient_bars",
                        SelectionFunnel.EMPTY));
        assertThat(fixture.plan(planner, AFTER_SIXTY_BARS))
                .isEqualTo(new Plan.NoTrade(
                        hold("scalp", "no_trend", AFTER_SIXTY_BARS), "hold", "no_trend", SelectionFunnel.EMPTY));
    }

    @Test
    void beginsAfreshWithEachSession() {
        TradePlanner planner = fixture.minutes("S5").planner();
        fixture.plan(planner, AFTER_SIXTY_BARS);

        assertThat(code(fixture.plan(planner, AFTER_SIXTY_BARS.plus(Duration.ofDays(1)))))
                .isEqualTo("insufficient_bars");
    }

    @Test
    void doesNotActOnOldBars() {
        TradePlanner planner = fixture.minutes("S5").planner();

        assertThat(fixture.plan(planner, AFTER_SIXTY_BARS.plusSeconds(120))).isInstanceOf(Plan.Proposed.class);
        assertThat(code(fixture.plan(planner, AFTER_SIXTY_BARS.plusSeconds(121))))
                .isEqualTo("stale_bars");
    }

    @Test
    void hasNothingToDoOnAHoliday() {
        Plan plan = fixture.plan(fixture.minutes("S5").planner(), Instant.parse("2026-01-19T15:30:00Z"));

        assertThat(plan)
                .isEqualTo(new Plan.NoTrade(
                        hold("scalp", "no_session", Instant.EPOCH),
                        "no_session",
                        "2026-01-19 has no session",
                        SelectionFunnel.EMPTY));
    }

    @Test
    void goesOnAfterAFailedRequest() {
        TradePlanner planner = fixture.minutes("S5").planner();
        BrokerException outage = new BrokerException("timeout", Recovery.RETRY_LATER);
        fixture.quotes.barFailure = Optional.of(outage);
        assertThatThrownBy(() -> fixture.plan(planner, AFTER_SIXTY_BARS))
                .cause()
                .isSameAs(outage);
        fixture.quotes.barFailure = Optional.empty();

        assertThat(fixture.plan(planner, AFTER_SIXTY_BARS)).isInstanceOf(Plan.Proposed.class);
    }

    @Test
    void letsTheWhaleOverrideTheScalp() {
        fixture.strategies = List.of(SCALP, WHALE);
        Plan plan = fixture.minutes("S2").breakout().plan(AFTER_SIXTY_BARS);

        assertThat(plan.signal())
                .isEqualTo(
                        new Signal("whale", SignalAction.BUY_CALL, Percent.HUNDRED, "breakout_up", AFTER_SIXTY_BARS));
        assertThat(fixture.quotes.barRequests.get(1).from()).isEqualTo(Instant.parse("2025-12-18T14:30:00Z"));
    }

    @Test
    @Tag("WH7")
    void firesTheWhaleOncePerQuietPeriodAlsoAfterARestart() {
        fixture.strategies = List.of(WHALE);
        fixture.breakout();
        TradePlanner planner = fixture.planner();

        assertThat(fixture.plan(planner, AFTER_SIXTY_BARS)).isInstanceOf(Plan.Proposed.class);
        assertThat(code(fixture.plan(planner, AFTER_SIXTY_BARS.plusSeconds(300))))
                .isEqualTo("debounced");
        assertThat(fixture.memory.lastFired("whale", SPY)).contains(AFTER_SIXTY_BARS);
        assertThat(code(fixture.plan(fixture.planner(), AFTER_SIXTY_BARS.plusSeconds(600))))
                .isEqualTo("debounced");
    }

    @Test
    void firesTheWhaleAgainWhenTheBrokerHadNoAnswer() {
        fixture.strategies = List.of(WHALE);
        TradePlanner planner = fixture.breakout().planner();
        fixture.quotes.chainFailure = Optional.of(new BrokerException("timeout", Recovery.RETRY_LATER));
        assertThatThrownBy(() -> fixture.plan(planner, AFTER_SIXTY_BARS)).hasMessageContaining("timeout");
        fixture.quotes.chainFailure = Optional.empty();

        assertThat(fixture.plan(planner, AFTER_SIXTY_BARS.plusSeconds(5))).isInstanceOf(Plan.Proposed.class);
    }

    @Test
    void tradesTheUnderlyingItselfInBacktests() {
        PlannerSettings usual = PlannerSettings.DEFAULT;
        fixture.settings = new PlannerSettings(
                TradedInstrument.UNDERLYING, usual.minConfidence(), true, 1, usual.criteria(), usual.exits());
        fixture.quotes.grid = PriceGrid.CENT;

        Plan.Proposed rise = (Plan.Proposed) fixture.minutes("S5").plan(AFTER_SIXTY_BARS);
        Plan.Proposed fall = (Plan.Proposed) fixture.minutes("S2").plan(AFTER_SIXTY_BARS);

        // The mid of 99.905 and 100.10 is 100.0025.
        assertThat(rise.proposal().instrument()).isEqualTo(Stock.of("SPY"));
        assertThat(rise.proposal().side()).isEqualTo(Side.BUY);
        assertThat(rise.proposal().limit()).isEqualTo(Price.of("100.00"));
        assertThat(fall.proposal().side()).isEqualTo(Side.SELL);
        assertThat(fall.proposal().limit()).isEqualTo(Price.of("100.01"));
    }

    @Test
    void worksOnlyOnItsExecutor() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        fixture.executor = tasks::add;
        TradePlanner planner = fixture.minutes("S5").planner();
        CompletableFuture<Plan> plan = fixture.begin(planner, AFTER_SIXTY_BARS);

        assertThat(plan).isNotDone();
        assertThat(fixture.quotes.barRequests).isEmpty();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(plan.join()).isInstanceOf(Plan.Proposed.class);
    }

    private static Signal hold(String strategy, String reason, Instant barEnd) {
        return new Signal(strategy, SignalAction.HOLD, Percent.ZERO, reason, barEnd);
    }

    private static String code(Plan plan) {
        return ((Plan.NoTrade) plan).code();
    }
}
