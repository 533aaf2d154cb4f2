package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.JournalReplay;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fills that are corrected, taken back, or charged for early, late, never and absurdly. */
class CorrectionTest {
    private final EngineScene scene = new EngineScene();

    private Execution fill(String id, OrderRole role, long quantity, String price) {
        Order order = scene.last(role);
        Execution execution = new Execution(
                new ExecutionId(id),
                order.id(),
                order.ref(),
                order.instrument(),
                order.side(),
                Quantity.of(quantity),
                Price.of(price),
                scene.broker.timeline().instant());
        report(new OrderEvent.Filled(execution));
        return execution;
    }

    private void report(OrderEvent event) {
        scene.broker.report(event);
        scene.drain();
    }

    private void charge(String id, String amount) {
        report(new OrderEvent.Charged(
                new ExecutionId(id), Money.usd(amount), scene.broker.timeline().instant()));
    }

    private void enter() {
        scene.start().proposes("2.50");
        scene.cycle();
        fill("e.01", OrderRole.ENTRY, 10, "2.50");
    }

    private void leave() {
        fill("x.01", OrderRole.TAKE_PROFIT, 10, "3.25");
        scene.broker.cancelAtBroker(new OrderId(1), "done");
        scene.broker.cancelAtBroker(new OrderId(2), "done");
        scene.broker.cancelAtBroker(new OrderId(3), "OCA");
        scene.drain();
    }

    private List<Position> held() {
        return scene.engine.snapshot(EngineScene.START).positions();
    }

    private List<Position> restored() {
        return JournalReplay.fold(scene.journal).trades().stream()
                .flatMap(trade -> trade.position().stream())
                .toList();
    }

    private static Position position(long quantity, String price) {
        return new Position(EngineScene.CALL, Quantity.of(quantity), Price.of(price));
    }

    private EngineReport.TradeRestated restated() {
        return scene.reports.stream()
                .filter(EngineReport.TradeRestated.class::isInstance)
                .map(EngineReport.TradeRestated.class::cast)
                .reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError("nothing was restated"));
    }

    private ClosedTrade closed() {
        return scene.reports.stream()
                .filter(EngineReport.TradeClosed.class::isInstance)
                .map(report -> ((EngineReport.TradeClosed) report).trade())
                .reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError("nothing was closed"));
    }

    @Test
    @Tag("O30")
    @Tag("P3")
    void replacesAFillByItsCorrectionAndNeverAddsIt() {
        enter();

        fill("e.02", OrderRole.ENTRY, 8, "2.40");
        fill("e.02", OrderRole.ENTRY, 8, "2.40");
        fill("e.01", OrderRole.ENTRY, 10, "2.50");

        assertThat(held()).containsExactly(position(8, "2.40"));
        assertThat(restored()).containsExactly(position(8, "2.40"));
        assertThat(scene.alerts()).containsExactly("execution_corrected");
        assertThat(scene.bodies("fill")).hasSize(1);
        assertThat(scene.bodies("correction"))
                .containsExactly("{'execution':'e.02','corrects':'e.01','ref':'B1-E',"
                        + "'trade':'scalp/SPY/2026-11-18T15:30:00Z/BUY','instrument':'SPY 20261120 C 100.00','side':'BUY',"
                        + "'before':{'quantity':'10','price':'2.50','at':'2026-11-18T15:30:00Z'},"
                        + "'after':{'quantity':'8','price':'2.40','at':'2026-11-18T15:30:00Z'},'reason':'corrected'}");
    }

    @Test
    @Tag("O30")
    @Tag("P4")
    void sizesTheExitsToWhatACorrectionLeaves() {
        enter();

        fill("e.02", OrderRole.ENTRY, 8, "2.50");

        assertThat(scene.last(OrderRole.STOP_LOSS).quantity()).isEqualTo(Quantity.of(8));
        assertThat(scene.last(OrderRole.TAKE_PROFIT).quantity()).isEqualTo(Quantity.of(8));
    }

    @Test
    @Tag("O30")
    void findsACorrectionInTheListOfExecutionsAfterARestart() {
        ListedBroker listed = new ListedBroker(scene.broker);
        scene.wrapped = Optional.of(listed);
        enter();
        Execution corrected = fill("e.02", OrderRole.ENTRY, 8, "2.40");
        listed.executions = any -> CompletableFuture.completedFuture(List.of(corrected));

        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();

        assertThat(held()).containsExactly(position(8, "2.40"));
    }

    @Test
    @Tag("O30")
    void restatesAClosedTradeWhoseFillIsCorrected() {
        enter();
        leave();
        charge("e.01", "6.50");
        charge("x.01", "6.50");
        assertThat(closed().net()).isEqualTo(Money.usd("737"));

        // Bought ten at 2.60 instead of 2.50: a hundred dollars less.
        fill("e.02", OrderRole.ENTRY, 10, "2.60");

        EngineReport.TradeRestated restated = restated();
        assertThat(restated.before()).isEqualTo(closed());
        assertThat(restated.after().entryPrice()).isEqualTo(Price.of("2.60"));
        assertThat(restated.after().profit()).isEqualTo(Money.usd("650"));
        assertThat(restated.after().net()).isEqualTo(Money.usd("637"));
        assertThat(scene.bodies("exit")).hasSize(1);
        assertThat(scene.bodies("restated")).singleElement().asString().contains("'profit':'650.00'");
        assertThat(held()).isEmpty();
        assertThat(restored()).isEmpty();
    }

    @Test
    @Tag("O30")
    @Tag("P6")
    void buysBackWhatIsShortAfterTheEntryOfAClosedTradeWasTakenBackInPart() {
        enter();
        leave();
        charge("e.01", "6.50");
        charge("x.01", "6.50");

        fill("e.02", OrderRole.ENTRY, 9, "2.50");
        assertThat(held()).containsExactly(position(-1, "2.50"));
        assertThat(scene.last(OrderRole.CLOSE).quantity()).isEqualTo(Quantity.of(1));
        fill("c.01", OrderRole.CLOSE, 1, "2.55");
        charge("c.01", "0.65");

        // Bought 9 at 2.50 and 1 at 2.55, sold 10 at 3.25.
        assertThat(restated().after().profit()).isEqualTo(Money.usd("745"));
        assertThat(restated().after().fees()).isEqualTo(Money.usd("13.65"));
        assertThat(held()).isEmpty();
        assertThat(restored()).isEmpty();
    }

    @Test
    @Tag("O30")
    void countsABustedFillAsNone() {
        enter();

        report(new OrderEvent.Busted(new ExecutionId("e.01"), "clearly erroneous", EngineScene.START));
        report(new OrderEvent.Busted(new ExecutionId("e.01"), "clearly erroneous", EngineScene.START));
        fill("e.01", OrderRole.ENTRY, 10, "2.50");

        assertThat(held()).isEmpty();
        assertThat(restored()).isEmpty();
        assertThat(scene.bodies("correction")).singleElement().asString().contains("'reason':'clearly erroneous'");
        scene.advance(Duration.ofSeconds(5));
        assertThat(scene.broker.cancelRequests()).contains(new OrderId(2), new OrderId(3));
    }

    @Test
    @Tag("O31")
    void countsACommissionThatComesBeforeItsFill() {
        scene.start().proposes("2.50");
        scene.cycle();
        charge("e.01", "6.50");
        fill("e.01", OrderRole.ENTRY, 10, "2.50");
        leave();
        charge("x.01", "6.50");

        assertThat(closed().fees()).isEqualTo(Money.usd("13"));
        assertThat(scene.bodies("commission")).hasSize(2);
    }

    @Test
    @Tag("O31")
    void restatesTheFeesOfATradeThatWasChargedLate() {
        enter();
        leave();
        charge("e.01", "6.50");
        scene.advance(Duration.ofSeconds(5));
        assertThat(closed().fees()).isEqualTo(Money.usd("6.50"));

        scene.advance(Duration.ofMinutes(7));
        charge("x.01", "6.50");

        assertThat(restated().after().fees()).isEqualTo(Money.usd("13"));
        assertThat(scene.bodies("restated")).hasSize(1);
        assertThat(restored()).isEmpty();
    }

    @Test
    @Tag("O31")
    void replacesACommissionByThatOfTheCorrection() {
        enter();
        charge("e.01", "6.50");
        fill("e.02", OrderRole.ENTRY, 10, "2.50");
        charge("e.02", "7.00");
        charge("e.01", "6.50");
        leave();
        charge("x.01", "6.50");

        assertThat(restored()).isEmpty();
        assertThat(closed().fees()).isEqualTo(Money.usd("13.50"));
        assertThat(scene.bodies("commission"))
                .contains("{'execution':'e.01','ref':'B1-E','amount':'0.50','currency':'USD','charge':'e.02'}");
    }

    @Test
    @Tag("O31")
    void doesNotCountACommissionThatCannotBe() {
        enter();

        charge("e.01", "1000000");
        report(new OrderEvent.Charged(
                new ExecutionId("e.01"), Money.of("6.50", new Currency("EUR")), EngineScene.START));
        leave();
        charge("x.01", "6.50");
        scene.advance(Duration.ofSeconds(5));

        assertThat(scene.alerts()).containsExactly("absurd_commission", "absurd_commission");
        assertThat(closed().fees()).isEqualTo(Money.usd("6.50"));
        assertThat(scene.bodies("commission")).hasSize(1);
    }

    @Test
    @Tag("O31")
    @Tag("R09")
    void judgesEntriesByAccountsFromWhichUnknownFeesAreTaken() {
        Symbol other = new Symbol("QQQ");
        scene.with(settings ->
                EngineSettings.defaults(TradingMode.PAPER, List.of(EngineScene.SPY, other), CycleRecording.EACH));
        enter();
        charge("e.01", "6.50");
        fill("x.01", OrderRole.TAKE_PROFIT, 10, "3.25");
        List<Money> seen = new ArrayList<>();
        scene.gate = (proposal, book) -> {
            seen.add(book.account().orElseThrow().netLiquidation());
            return new RiskReview.Denied(proposal, List.of(new Denial("x", "0", "1")));
        };
        scene.symbol = other;
        scene.call = OptionContract.equity(other, LocalDate.of(2026, 11, 20), Price.of("100"), Right.CALL);

        // The stub's account stays at 100,000. Ten contracts that are not charged for yet are taken for 11 dollars.
        scene.handle(new EngineEvent.CycleDue(other));
        charge("x.01", "6.50");
        scene.advance(Duration.ofSeconds(1));
        scene.proposes("2.50");
        scene.handle(new EngineEvent.CycleDue(other));

        assertThat(seen).containsExactly(Money.usd("99989"), Money.usd("100000"));
    }
}
