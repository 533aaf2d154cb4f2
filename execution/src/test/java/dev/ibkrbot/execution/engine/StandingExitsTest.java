package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.order.ExitRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands for the exits of every position today, beside each trade's own plan. */
class StandingExitsTest {
    /** Keeps the cash: closes at three days or less and at a loss of 40 %. */
    private static final ExitRules C =
            new ExitRules(OptionalInt.of(3), true, Optional.of(Percent.of("40")), "strategy_c");

    private static final ExitPlan BY_PRICE = new ExitPlan(Optional.of(Percent.of("90")), Optional.of(Percent.of("90")));

    private final EngineScene scene = new EngineScene();

    /** Ten calls at 2.00 with no rule of the engine's own. */
    private void hold(ExitPlan plan, LocalDate expiration) {
        scene.exits = plan;
        scene.call = OptionContract.equity(EngineScene.SPY, expiration, Price.of("100"), Right.CALL);
        scene.holdOverNight();
        scene.start().proposes("2.00");
        scene.cycle();
        scene.fill(OrderRole.ENTRY, 10, "2.00");
        at(EngineScene.START, "2.00");
    }

    private void at(Instant moment, String bid) {
        if (moment.isAfter(scene.broker.timeline().instant())) {
            scene.broker.timeline().advanceTo(moment);
        }
        scene.broker.quote(new Quote(
                scene.call,
                Optional.of(Price.of(bid)),
                Optional.of(Price.of(bid).plus(Price.of("0.10"))),
                Optional.empty(),
                OptionalLong.of(100),
                scene.broker.timeline().instant(),
                DataQuality.LIVE));
        scene.settle();
    }

    private List<String> reasons() {
        return scene.bodies("cancel").stream()
                .map(body -> body.replaceAll(".*'reason':'([a-z_]+)'.*", "$1"))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"3, dte_force_close", "4, ''"})
    @Tag("C1")
    @Tag("PM3")
    void closesAtThreeDaysOnceTheDayKeepsTheCash(int dte, String reason) {
        hold(BY_PRICE, LocalDate.of(2026, 11, 18).plusDays(dte));
        at(EngineScene.START.plusSeconds(60), "2.00");
        assertThat(reasons()).isEmpty();

        scene.exitRules = C;
        at(EngineScene.START.plusSeconds(65), "2.00");

        assertThat(reasons()).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }

    /** Calendar days, whether the exchange is open on them or not: Thanksgiving is the 26th, the 27th ends early. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 2026-11-23T15:00:00Z, ''",
        "2026-11-27, 2026-11-24T15:00:00Z, dte_force_close",
        "2026-11-30, 2026-11-25T15:00:00Z, ''",
        "2026-11-30, 2026-11-27T15:00:00Z, dte_force_close"
    })
    @Tag("C1")
    void countsHolidaysAndWeekendsAsDays(LocalDate expiration, Instant moment, String reason) {
        scene.exitRules = C;
        hold(BY_PRICE, expiration);

        at(moment, "2.00");

        assertThat(reasons()).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }

    @ParameterizedTest
    @CsvSource({"1, dte_force_close", "2, ''"})
    @Tag("PM1")
    void governsByThePlansDaysWhatWasCarriedHere(int dte, String reason) {
        scene.exitRules = new ExitRules(OptionalInt.of(1), false, Optional.empty(), "strategy_a");
        hold(BY_PRICE, LocalDate.of(2026, 11, 19).plusDays(dte));

        at(Instant.parse("2026-11-19T15:00:00Z"), "2.00");

        assertThat(reasons()).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }

    @Test
    void leavesWhatAPlanChoseTodayToTheEndOfTheDay() {
        scene.exitRules = new ExitRules(OptionalInt.of(1), false, Optional.empty(), "strategy_a");
        hold(BY_PRICE, LocalDate.of(2026, 11, 19));

        at(EngineScene.START.plusSeconds(3600), "2.00");

        assertThat(reasons()).isEmpty();
    }

    @Test
    @Tag("C1")
    @Tag("C2")
    @Tag("PM3")
    void closesAtALossOfFortyPercentThoughTheTradePlannedNone() {
        hold(BY_PRICE, LocalDate.of(2026, 12, 18));
        scene.exitRules = C;

        at(EngineScene.START.plusSeconds(60), "1.21");
        assertThat(reasons()).as("39.5 %").isEmpty();
        at(EngineScene.START.plusSeconds(120), "1.20");

        assertThat(reasons()).containsExactly("emergency_stop");
    }

    @Test
    void looksAtPricesAlsoWhereCyclesAreOnlyCounted() {
        scene.settings =
                EngineSettings.defaults(scene.settings.mode(), scene.settings.symbols(), CycleRecording.COUNTED);
        hold(BY_PRICE, LocalDate.of(2026, 12, 18));
        at(EngineScene.START.plusSeconds(60), "2.00");
        scene.exitRules = C;
        scene.handle(new EngineEvent.Answered(() -> {}));

        at(EngineScene.START.plusSeconds(120), "1.50");
        at(EngineScene.START.plusSeconds(180), "1.20");

        assertThat(reasons()).containsExactly("emergency_stop");
    }

    @Test
    void neverLoosensATradesOwnPlan() {
        ExitPlan stricter = new ExitPlan(
                BY_PRICE.takeProfit(),
                BY_PRICE.stopLoss(),
                Optional.of(Percent.of("30")),
                Optional.empty(),
                OptionalInt.of(5));
        scene.exitRules = C;
        hold(stricter, LocalDate.of(2026, 11, 24));
        at(EngineScene.START.plusSeconds(60), "1.41");
        assertThat(reasons()).as("29.5 % lost, six days left").isEmpty();

        at(Instant.parse("2026-11-19T15:00:00Z"), "1.41");
        assertThat(reasons()).as("carried, five days left").containsExactly("dte_force_close");

        EngineScene other = new StandingExitsTest().lost(stricter);
        assertThat(other.alerts()).as("30 % lost").containsExactly("emergency_stop");
    }

    private EngineScene lost(ExitPlan plan) {
        scene.exitRules = C;
        hold(plan, LocalDate.of(2026, 12, 18));
        at(EngineScene.START.plusSeconds(60), "1.40");
        return scene;
    }

    @Test
    void journalsWhatStandsOnceAndGoesOnByItAfterARestart() {
        hold(BY_PRICE, LocalDate.of(2026, 11, 24));
        scene.exitRules = C;
        at(EngineScene.START.plusSeconds(60), "2.00");
        at(EngineScene.START.plusSeconds(120), "2.00");
        String inForce = "{'reason':'strategy_c','close_at_dte':3,'entered_today':true,'emergency_loss':'0.4'}";
        assertThat(scene.bodies("exit_rules")).containsExactly(inForce);

        scene.handle(new EngineEvent.StopRequested("update"));
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.handle(new EngineEvent.ConnectionChanged(ConnectionState.READY));
        scene.advance(Duration.ofSeconds(60));
        assertThat(scene.bodies("exit_rules")).containsExactly(inForce);
        assertThat(reasons()).isEmpty();

        at(Instant.parse("2026-11-23T15:00:00Z"), "2.00");
        assertThat(reasons()).containsExactly("dte_force_close");

        scene.exitRules = ExitRules.NONE;
        at(Instant.parse("2026-11-23T15:01:00Z"), "2.00");
        assertThat(scene.bodies("exit_rules")).containsExactly(inForce, "{'reason':''}");
    }
}
