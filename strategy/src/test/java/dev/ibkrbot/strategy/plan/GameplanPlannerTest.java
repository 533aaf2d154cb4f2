package dev.ibkrbot.strategy.plan;

import static dev.ibkrbot.strategy.plan.PlannerFixture.AFTER_SIXTY_BARS;
import static dev.ibkrbot.strategy.plan.PlannerFixture.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SizeRule;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.gameplan.Affordability;
import dev.ibkrbot.strategy.gameplan.EntryHours;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import dev.ibkrbot.strategy.gameplan.HardLimits;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.gameplan.VixGate;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gates of a gameplan before and after the search for an entry; the scalp rules stand in for A. */
class GameplanPlannerTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Symbol SPY = new Symbol("SPY");

    private final PlannerFixture fixture = new PlannerFixture().minutes("S5");
    private Gameplan plan = plan(DAY, DayStrategy.A, Optional.empty(), "300", "300");
    private Optional<LocalDate> breached = Optional.empty();
    private final List<LocalDate> ended = new ArrayList<>();
    private Percent confidence = Percent.of("60");
    private CompletionStage<Quote> vix =
            CompletableFuture.failedFuture(new BrokerException("no VIX", Recovery.SKIP_INSTRUMENT));

    private static Gameplan plan(
            LocalDate date, DayStrategy strategy, Optional<VixGate> gate, String budget, String ceiling) {
        return new Gameplan(
                date,
                "gauntlet_20260120_0900",
                "normal",
                strategy,
                List.of(SPY),
                List.of(),
                "desk",
                Percent.of("60"),
                OptionalDouble.of(10),
                false,
                new HardLimits(Percent.of("10"), 3, false, 2, Optional.empty(), 1, Optional.empty()),
                Optional.of(new EntryHours(LocalTime.of(10, 0), LocalTime.of(15, 0))),
                gate,
                new Affordability(Money.usd(budget), Money.usd(ceiling)),
                Tuning.NONE,
                "");
    }

    private static Gameplan plan(Tuning tuning) {
        Gameplan usual = plan(DAY, DayStrategy.A, Optional.empty(), "300", "300");
        return new Gameplan(
                usual.date(),
                usual.sessionId(),
                usual.regime(),
                usual.strategy(),
                usual.symbols(),
                usual.earningsBlackout(),
                usual.operatorId(),
                usual.size(),
                usual.vixAtAnalysis(),
                usual.quarantined(),
                usual.limits(),
                usual.entryHours(),
                usual.vixGate(),
                usual.affordability(),
                tuning,
                usual.alertMessage());
    }

    private GameplanPlanner planner(InstantSource clock) {
        FixedQuotes market = new FixedQuotes() {
            @Override
            public CompletionStage<Quote> quote(Instrument instrument) {
                return vix;
            }
        };
        TradePlanner scalp = fixture.planner();
        Function<Symbol, CompletionStage<Plan>> entries =
                symbol -> scalp.plan(symbol).thenApply(this::asSureAsAsked);
        return new GameplanPlanner(
                () -> plan, it -> entries, market, clock, NEW_YORK, breached, ended::add, Percent.ZERO, Runnable::run);
    }

    private Plan asSureAsAsked(Plan found) {
        return found.match(
                it -> new Plan.Proposed(
                        new Signal(
                                "fade",
                                it.signal().action(),
                                confidence,
                                it.signal().reason(),
                                it.signal().barEnd()),
                        it.proposal(),
                        it.funnel(),
                        it.gates()),
                none -> none);
    }

    private Plan at(Instant now, Symbol symbol) {
        fixture.quotes.now = now;
        return planner(() -> now).plan(symbol).toCompletableFuture().join();
    }

    private String code(Instant now, Symbol symbol) {
        return at(now, symbol)
                .match(proposed -> "proposed " + proposed.proposal().size(), Plan.NoTrade::code);
    }

    private void vixAt(String level, Instant asOf, DataQuality quality) {
        Instrument index = new Index(new Symbol("VIX"), Currency.USD);
        vix = CompletableFuture.completedFuture(new Quote(
                index,
                Optional.empty(),
                Optional.empty(),
                Optional.of(level).filter(it -> !it.isEmpty()).map(Price::of),
                OptionalLong.empty(),
                asOf,
                quality));
    }

    @Test
    void entersInThePartOfTheSizeThatIsPlanned() {
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("proposed " + new SizeRule(Percent.of("60"), false));
    }

    @Test
    void entersNothingByCOrByAPlanOfAnotherDay() {
        plan = plan(DAY, DayStrategy.C, Optional.empty(), "300", "300");
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("strategy_c");
        plan = plan(DAY.minusDays(1), DayStrategy.A, Optional.empty(), "300", "300");
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("gameplan_not_today");
    }

    @Test
    @Tag("WN")
    void entersOnlyInItsHoursAndItsSymbols() {
        // 15:30Z is 10:30 in New York.
        assertThat(code(AFTER_SIXTY_BARS.minusSeconds(1801), SPY)).isEqualTo("outside_entry_hours");
        assertThat(code(AFTER_SIXTY_BARS, new Symbol("IWM"))).isEqualTo("not_in_gameplan");
    }

    @Test
    @Tag("VG")
    void entersNothingWithoutACredibleVix() {
        plan = plan(DAY, DayStrategy.A, Optional.of(new VixGate(LocalTime.of(9, 45), 18)), "300", "300");
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("vix_is_none");
        vixAt("", AFTER_SIXTY_BARS, DataQuality.LIVE);
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("vix_is_none");
        vixAt("15", AFTER_SIXTY_BARS.minusSeconds(301), DataQuality.LIVE);
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("vix_is_none");
        vixAt("15", AFTER_SIXTY_BARS, DataQuality.DELAYED);
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("vix_is_none");
        vixAt("18", AFTER_SIXTY_BARS, DataQuality.LIVE);
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("vix_above_threshold");
        vixAt("17.99", AFTER_SIXTY_BARS.minusSeconds(300), DataQuality.LIVE);
        assertThat(code(AFTER_SIXTY_BARS, SPY)).startsWith("proposed");
    }

    @Test
    void staysOutForTheDayAfterTheThresholdWasPassed() {
        breached = Optional.of(DAY);
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("vix_above_threshold");
        breached = Optional.of(DAY.minusDays(1));
        assertThat(code(AFTER_SIXTY_BARS, SPY)).startsWith("proposed");
    }

    @Test
    @Tag("VG")
    void entersNothingUnderACeilingWithoutACredibleVix() {
        plan = plan(ceiling(18));
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("vix_is_none");
        vixAt("", AFTER_SIXTY_BARS, DataQuality.LIVE);
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("vix_is_none");
        vixAt("18", AFTER_SIXTY_BARS, DataQuality.LIVE);
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("vix_above_threshold");
        vixAt("17.99", AFTER_SIXTY_BARS, DataQuality.LIVE);
        assertThat(code(AFTER_SIXTY_BARS, SPY)).startsWith("proposed");
    }

    private static Tuning ceiling(double level) {
        return new Tuning(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.of(level),
                Optional.empty());
    }

    @Test
    @Tag("L-92")
    void endsTheDayByTheIndexAtTheCheckThoughTheEntryHoursBeginLater() {
        plan = plan(DAY, DayStrategy.A, Optional.of(new VixGate(LocalTime.of(9, 45), 18)), "300", "300");
        Instant check = PlannerFixture.OPEN.plusSeconds(900);
        Instant[] now = {check.minusSeconds(1)};
        GameplanPlanner planner = planner(() -> now[0]);
        vixAt("19", now[0], DataQuality.LIVE);
        assertThat(codeOf(planner)).isEqualTo("outside_entry_hours");
        now[0] = AFTER_SIXTY_BARS;
        fixture.quotes.now = now[0];
        vixAt("15", now[0], DataQuality.LIVE);
        assertThat(codeOf(planner)).as("before the check nothing was decided").isEqualTo("proposed");
        now[0] = check;
        vixAt("18", check, DataQuality.LIVE);
        assertThat(ended).isEmpty();
        assertThat(codeOf(planner)).isEqualTo("vix_above_threshold");
        assertThat(ended).containsExactly(DAY);
        now[0] = AFTER_SIXTY_BARS;
        vixAt("15", now[0], DataQuality.LIVE);
        assertThat(codeOf(planner)).isEqualTo("vix_above_threshold");
    }

    @Test
    void endsTheDayByTheIndexAlsoWhileNothingIsPlanned() {
        plan = plan(DAY, DayStrategy.A, Optional.of(new VixGate(LocalTime.of(9, 45), 18)), "300", "300");
        // 15:30 in New York, half an hour after the entry hours.
        Instant[] now = {PlannerFixture.OPEN.plusSeconds(6 * 3600)};
        GameplanPlanner planner = planner(() -> now[0]);
        for (String level : List.of("17.99", "")) {
            vixAt(level, now[0], DataQuality.LIVE);
            planner.watch().toCompletableFuture().join();
        }
        assertThat(ended).isEmpty();
        vixAt("18", now[0], DataQuality.LIVE);
        planner.watch().toCompletableFuture().join();
        assertThat(ended).containsExactly(DAY);
    }

    private static String codeOf(GameplanPlanner planner) {
        return planner.plan(SPY).toCompletableFuture().join().match(it -> "proposed", Plan.NoTrade::code);
    }

    @Test
    void isLessSureOfAFadeWhereTheIndexSaysOtherwise() {
        plan = plan(DAY, DayStrategy.B, Optional.empty(), "300", "300");
        assertThat(code(AFTER_SIXTY_BARS, SPY)).as("not known").startsWith("proposed");
        for (String level : List.of("18", "25")) {
            vixAt(level, AFTER_SIXTY_BARS, DataQuality.LIVE);
            assertThat(code(AFTER_SIXTY_BARS, SPY)).as(level).startsWith("proposed");
        }
        for (String level : List.of("17.99", "25.01")) {
            confidence = Percent.of("64.9");
            vixAt(level, AFTER_SIXTY_BARS, DataQuality.LIVE);
            assertThat(code(AFTER_SIXTY_BARS, SPY)).as(level).isEqualTo("rejected_confidence");
            confidence = Percent.of("65");
            assertThat(at(AFTER_SIXTY_BARS, SPY).signal().confidence())
                    .as(level)
                    .isEqualTo(Percent.of("50"));
            assertThat(code(AFTER_SIXTY_BARS, SPY)).as(level).startsWith("proposed");
        }
    }

    @Test
    void answersForTheSameGatesWhateverCameOfIt() {
        plan = plan(DAY, DayStrategy.B, Optional.empty(), "300", "300");
        vixAt("17", AFTER_SIXTY_BARS, DataQuality.LIVE);
        List<String> entered = gates(at(AFTER_SIXTY_BARS, SPY));
        confidence = Percent.of("90");
        assertThat(gates(at(AFTER_SIXTY_BARS, SPY))).isEqualTo(entered);
        assertThat(gates(at(AFTER_SIXTY_BARS.minusSeconds(1801), SPY))).isEqualTo(entered);
        assertThat(gates(at(AFTER_SIXTY_BARS, new Symbol("IWM")))).isEqualTo(entered);
    }

    private static List<String> gates(Plan plan) {
        return plan.gates().stream().map(GateAnswer::gate).toList();
    }

    @Test
    @Tag("PI")
    void judgesWhatOneContractCostsInDollars() {
        // The contract costs 2.50 a share: 250 dollars.
        plan = plan(DAY, DayStrategy.A, Optional.empty(), "249.99", "250");
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("proposed " + new SizeRule(Percent.of("60"), true));
        plan = plan(DAY, DayStrategy.A, Optional.empty(), "100", "249.99");
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("rejected_affordability");
        fixture.quotes.bid = "0.98";
        fixture.quotes.ask = "1.02";
        assertThat(code(AFTER_SIXTY_BARS, SPY)).isEqualTo("proposed " + new SizeRule(Percent.of("60"), false));
    }

    @Test
    void takesNoProfitWhereThePlanSaysSo() {
        Tuning none = new Tuning(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());
        ExitPlan exits = DayStrategies.settings(DayStrategy.A, none, OptionalInt.of(1), PlannerSettings.DEFAULT)
                .exits();
        assertThat(exits.takeProfit()).isEmpty();
        assertThat(exits.stopLoss()).hasValue(Percent.of("25"));
    }

    @Test
    void knowsWhatAAndBAreMadeOf() {
        PlannerSettings a =
                DayStrategies.settings(DayStrategy.A, Tuning.NONE, OptionalInt.of(1), PlannerSettings.DEFAULT);
        assertThat(a.minDte()).isEqualTo(2);
        assertThat(a.criteria().moneyness().key()).isEqualTo("atm");
        assertThat(a.exits()).isEqualTo(exits("15", "25", 90));
        assertThat(DayStrategies.rules(DayStrategy.A, Tuning.NONE).name()).isEqualTo("momentum");
        PlannerSettings b =
                DayStrategies.settings(DayStrategy.B, Tuning.NONE, OptionalInt.of(1), PlannerSettings.DEFAULT);
        assertThat(b.minDte()).isEqualTo(5);
        assertThat(b.criteria().moneyness().key()).isEqualTo("otmp1");
        assertThat(b.exits()).isEqualTo(exits("8", "15", 45));
        assertThat(DayStrategies.rules(DayStrategy.B, Tuning.NONE).name()).isEqualTo("fade");
    }

    private static ExitPlan exits(String profit, String stop, long minutes) {
        return new ExitPlan(
                Optional.of(Percent.of(profit)),
                Optional.of(Percent.of(stop)),
                Optional.of(Percent.of("40")),
                Optional.of(Duration.ofMinutes(minutes)),
                OptionalInt.of(1));
    }
}
