package dev.ibkrbot.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.stub.StubBroker;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From bars to the exact legs at the broker, through the real planner, gate and engine. */
class SignalToOrderTest {
    /** The last trading day of the week that is at least a day away. */
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);

    private static OptionContract at100(Right right) {
        return OptionContract.equity(new Symbol("SPY"), FRIDAY, Price.of("100"), right);
    }

    /** What an order asks for, without its ids. */
    private record Leg(
            OrderRole role, OptionContract contract, Side side, long quantity, OrderTerms terms, TimeInForce tif) {
        static Leg of(Order order) {
            return new Leg(
                    order.role(),
                    (OptionContract) order.instrument(),
                    order.side(),
                    order.quantity().wholeExact(),
                    order.terms(),
                    order.timeInForce());
        }
    }

    /** floor(1000 / (2.50 * 100 * 0.20)) = 20; 2.50 * 1.30 = 3.25; 2.50 * 0.80 = 2.00. */
    private static List<Leg> legs(OptionContract contract) {
        return List.of(
                new Leg(
                        OrderRole.ENTRY,
                        contract,
                        Side.BUY,
                        20,
                        new OrderTerms.Limit(Price.of("2.50")),
                        TimeInForce.DAY),
                new Leg(
                        OrderRole.TAKE_PROFIT,
                        contract,
                        Side.SELL,
                        20,
                        new OrderTerms.Limit(Price.of("3.25")),
                        TimeInForce.GTC),
                new Leg(
                        OrderRole.STOP_LOSS,
                        contract,
                        Side.SELL,
                        20,
                        new OrderTerms.Stop(Price.of("2.00")),
                        TimeInForce.GTC));
    }

    private static void assertBracket(StubDay day, OptionContract contract) {
        List<Order> orders = day.submitted();
        assertThat(orders).extracting(Leg::of).containsExactlyElementsOf(legs(contract));
        Order entry = orders.get(0);
        Order target = orders.get(1);
        Order stop = orders.get(2);
        assertThat(entry.parent()).isEmpty();
        assertThat(List.of(target, stop)).extracting(Order::parent).containsOnly(Optional.of(entry.id()));
        assertThat(target.ocaGroup()).isPresent().isEqualTo(stop.ocaGroup());
        assertThat(entry.ocaGroup()).isEmpty();
        assertThat(orders).extracting(Order::approval).containsOnly(entry.approval());
    }

    private static StubDay asInTheScenario(StubBroker broker) {
        return StubDay.on(broker)
                .with("risk.max_risk_pct_per_trade", "0.01")
                .with("risk.stop_loss_pct", "0.20")
                .with("risk.take_profit_pct", "0.30")
                .with("options.max_spread_pct", "0.02");
    }

    @Test
    @Tag("SCH2")
    void holdsOnSixtyBarsThatRiseByACent() {
        StubDay day = StubDay.on(StubDay.minutes(i -> 100 + 0.01 * i)).runUntil(StubDay.CYCLE);
        assertThat(day.outcomes()).containsExactly("HOLD hold");
        assertThat(day.submitted()).isEmpty();
        assertThat(day.records("alert")).isEmpty();
        assertThat(day.records("skip")).isEmpty();
    }

    @Test
    @Tag("SCH2b")
    @Tag("L-85")
    void buysTheCallAtTheMoneyOnABuySignal() {
        StubDay day = asInTheScenario(StubDay.minutes(StubDay.S5)).runUntil(StubDay.CYCLE);
        assertThat(day.outcomes()).containsExactly("BUY approved");
        JsonObject signal = day.records("signal").get(0);
        assertThat(signal.requiredText("strategy")).isEqualTo("scalp");
        assertThat(signal.requiredText("confidence")).isEqualTo("0.886");
        assertThat(signal.requiredText("limit")).isEqualTo("2.50");
        assertThat(signal.requiredText("instrument"))
                .isEqualTo(at100(Right.CALL).toString());
        assertThat(signal.objects("funnel"))
                .as("a spread of ten cents is exempt from the two per cent")
                .filteredOn(candidate -> candidate.text("rule").isEmpty())
                .extracting(candidate -> candidate.requiredText("contract"))
                .containsExactly(at100(Right.CALL).toString());
        assertThat(day.records("approval").get(0).requiredText("quantity")).isEqualTo("20");
        assertBracket(day, at100(Right.CALL));
    }

    @Test
    @Tag("SCH2b")
    @Tag("L-24")
    void sendsNothingInADryRun() {
        StubDay day = asInTheScenario(StubDay.minutes(StubDay.S5))
                .with("trading.mode", "dry-run")
                .runUntil(StubDay.CYCLE);
        assertThat(day.outcomes()).containsExactly("BUY approved");
        assertThat(day.submitted()).isEmpty();
        assertThat(day.records("dry_run"))
                .singleElement()
                .satisfies(record -> assertThat(record.objects("orders"))
                        .extracting(order -> order.requiredText("role") + " " + order.requiredText("quantity") + " "
                                + order.requiredObject("terms").requiredText("type"))
                        .containsExactly("ENTRY 20 LMT", "TAKE_PROFIT 20 LMT", "STOP_LOSS 20 STP"));
        assertThat(day.status().positions()).isEmpty();
        assertThat(day.status().workingOrders()).isEmpty();
    }

    @Test
    @Tag("SCH2c")
    @Tag("L-11")
    @Tag("L-85")
    void buysThePutAtTheMoneyOnASellSignal() {
        StubDay day = asInTheScenario(StubDay.minutes(StubDay.S2)).runUntil(StubDay.CYCLE);
        assertThat(day.outcomes()).containsExactly("SELL approved");
        assertBracket(day, at100(Right.PUT));
    }

    @ParameterizedTest
    @CsvSource({"105, BUY_CALL, CALL", "95, BUY_PUT, PUT"})
    @Tag("WH1")
    @Tag("WH2")
    @Tag("L-85")
    void followsAWhale(String lastClose, String action, Right right) {
        StubDay day = asInTheScenario(StubDay.hours(lastClose))
                .with("strategy.name", "whale")
                .runUntil(StubDay.CYCLE);
        assertThat(day.outcomes()).containsExactly(action + " approved");
        assertThat(day.records("signal").get(0).requiredText("confidence")).isEqualTo("1");
        assertBracket(day, at100(right));
    }

    @Test
    @Tag("SC12")
    void rejectsASignalBelowTheLeastConfidence() {
        StubDay day = StubDay.on(StubDay.minutes(StubDay.S1))
                .with("strategy.min_confidence", "0.5")
                .runUntil(StubDay.CYCLE);
        assertThat(day.outcomes()).containsExactly("SELL rejected_confidence");
        assertThat(day.records("signal").get(0).requiredText("confidence")).isEqualTo("0.128");
        assertThat(day.submitted()).isEmpty();
    }

    @Test
    @Tag("SC12")
    void actsOnAnyConfidenceUnlessToldOtherwise() {
        StubDay day = StubDay.on(StubDay.minutes(StubDay.S1)).runUntil(StubDay.CYCLE);
        assertThat(day.outcomes()).containsExactly("SELL approved");
        assertThat(day.submitted()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.02", "0.5"})
    @Tag("LQ")
    void looksAtTheVolumeOfTheOption(String spread) {
        StubDay day = StubDay.on(StubDay.minutes(StubDay.S5))
                .with("options.max_spread_pct", spread)
                .with("options.min_volume", "5001")
                .runUntil(StubDay.CYCLE);
        assertThat(day.outcomes()).containsExactly("BUY no_viable_option");
        assertThat(day.submitted()).isEmpty();
    }
}
