package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Positions that were there before the bot and are left alone, or wait. */
class AdoptionRefusalTest {
    private static final OptionContract CALL = EngineScene.CALL;
    private static final Position FOUND = AdoptionTest.FOUND;

    private EngineScene scene = AdoptionTest.holding(FOUND);

    @Test
    void leavesAloneWhatNobodyAskedForAndNamesTheKey() {
        Position shares = new Position(Stock.of("QQQ"), Quantity.of(100), Price.of("500"));
        scene = AdoptionTest.holding(FOUND, shares);
        scene.settings = scene.settings.adopting(AdoptionRule.NONE);
        scene.start();

        assertThat(scene.orders()).isEmpty();
        assertThat(scene.alerts()).containsExactly("foreign_position");
        assertThat(scene.bodies("alert"))
                .singleElement()
                .asString()
                .contains("7 SPY 20261120 C 100.00, 100 QQQ are not ours", "trading.adopt_positions");
        assertThat(scene.engine.snapshot(EngineScene.START).positions()).isEmpty();
    }

    @Test
    void neverTakesOverShares() {
        scene = AdoptionTest.holding(new Position(Stock.of("SPY"), Quantity.of(100), Price.of("500")));
        scene.start();

        refusedWith("only single options");
    }

    private void refusedWith(String why) {
        assertThat(scene.orders()).isEmpty();
        assertThat(scene.alerts()).endsWith("not_adopted");
        assertThat(scene.bodies("alert")).last().asString().contains(why);
        assertThat(scene.bodies("adopted")).isEmpty();
    }

    @Test
    void leavesAloneWhatAnOrderPlacedByHandMaySellToo() {
        Order byHand = new Order(
                new OrderId(900),
                new OrderRef("by-hand"),
                OrderRole.CLOSE,
                CALL,
                Side.SELL,
                Quantity.of(7),
                new OrderTerms.Limit(Price.of("4.00")),
                TimeInForce.GTC,
                Optional.empty(),
                Optional.empty(),
                ApprovalDigest.UNKNOWN);
        ListedBroker listed = new ListedBroker(scene.broker);
        listed.openOrders = real -> CompletableFuture.completedFuture(List.of(new OpenOrder(byHand, Quantity.ZERO)));
        scene.wrapped = Optional.of(listed);
        scene.start();

        refusedWith("order by-hand works on it");
    }

    @Test
    @Tag("O32")
    void leavesAloneWhatSomethingUnknownMaySellTooAndAsksNoMoreForIt() {
        AtomicInteger asked = new AtomicInteger();
        ListedBroker listed = new ListedBroker(scene.broker);
        listed.openOrders = real -> {
            asked.incrementAndGet();
            scene.inbox.post(new EngineEvent.NoticeReceived(new BrokerNotice(
                    BrokerNotice.Severity.URGENT,
                    0,
                    Optional.empty(),
                    "an open order that has no name here: OPT SPY REL",
                    EngineScene.START)));
            CompletableFuture<List<OpenOrder>> answer = new CompletableFuture<>();
            scene.inbox.post(new EngineEvent.Answered(() -> answer.complete(List.of())));
            return answer;
        };
        scene.wrapped = Optional.of(listed);
        scene.start();

        refusedWith("there is an open order that has no name here: OPT SPY REL, which may be at work on it");
        assertThat(asked.get()).isLessThan(3);
    }

    @Test
    void leavesAloneWhatMayBeTheLegsOfASpread() {
        OptionContract sold = OptionContract.equity(EngineScene.SPY, CALL.expiration(), Price.of("105"), Right.CALL);
        scene = AdoptionTest.holding(FOUND, new Position(sold, Quantity.of(-7), Price.of("1.10")));
        scene.start();

        assertThat(scene.alerts()).containsExactly("not_adopted", "not_adopted");
        refusedWith("options on SPY are held both long and short");
    }

    @Test
    void leavesAloneWhatIsMixedWithATradeOfItsOwn() {
        scene = AdoptionTest.holding();
        ListedBroker listed = new ListedBroker(scene.broker);
        scene.wrapped = Optional.of(listed);
        scene.start().enter();
        listed.positions = any ->
                CompletableFuture.completedFuture(List.of(new Position(CALL, Quantity.of(17), Price.of("2.30"))));
        AdoptionTest.restart(scene);

        assertThat(scene.alerts()).containsExactly("not_adopted");
        assertThat(scene.bodies("alert")).last().asString().contains("7 SPY", "a trade of this bot is in it");
        assertThat(scene.engine.snapshot(EngineScene.START).positions())
                .containsExactly(new Position(CALL, Quantity.of(10), Price.of("2.50")));
        assertThat(scene.orders()).hasSize(3);
    }

    @Test
    void leavesAloneWhatRiskDoesNotApproveOfOrNoExitFits() {
        scene.custody = Optional.empty();
        scene.start();
        refusedWith("risk does not approve");

        scene = AdoptionTest.holding(new Position(CALL, Quantity.of(7), Price.of("0.01")));
        scene.start();
        refusedWith("exit at 0.00 is not between zero and the entry price");
    }

    @Test
    void waitsForTheMarketToOpen() {
        scene = AdoptionTest.holding(Instant.parse("2026-11-18T13:00:00Z"), FOUND);
        scene.start();
        scene.advanceTo(Instant.parse("2026-11-18T14:29:00Z"));
        assertThat(scene.orders()).isEmpty();
        assertThat(scene.alerts()).containsExactly("adoption_waits");

        scene.advanceTo(Instant.parse("2026-11-18T14:30:00Z"));

        assertThat(scene.orders()).hasSize(2);
        assertThat(scene.alerts()).containsExactly("adoption_waits", "adopted");
    }

    @Test
    void waitsForAPriceItCanBelieve() {
        AdoptionTest.quote(scene, "0.10", "5.00", DataQuality.DELAYED);
        scene.start();
        scene.advance(Duration.ofSeconds(15));
        assertThat(scene.orders()).isEmpty();
        assertThat(scene.alerts()).containsExactly("adoption_waits");

        scene.broker.timeline().advanceTo(EngineScene.START.plusSeconds(30));
        AdoptionTest.quote(scene, "2.45", "2.55", DataQuality.LIVE);
        scene.settle();

        assertThat(scene.orders()).hasSize(2);
    }

    @Test
    void asksWithoutHasteForAPriceThatDoesNotCome() {
        AdoptionTest.quote(scene, "0.10", "5.00", DataQuality.DELAYED);
        scene.start();
        for (int i = 0; i < 19; i++) {
            scene.advance(Duration.ofSeconds(15));
        }
        int hasty = scene.bodies("reconciled").size();
        for (int i = 0; i < 20; i++) {
            scene.advance(Duration.ofSeconds(15));
        }

        assertThat(hasty).isEqualTo(20);
        assertThat(scene.bodies("reconciled")).as("one audit in five minutes").hasSize(21);
    }

    @Test
    void tellsOnceOfAnOptionThatCameWhileItRan() {
        scene = AdoptionTest.holding();
        ListedBroker listed = new ListedBroker(scene.broker);
        scene.wrapped = Optional.of(listed);
        scene.start();
        Position shares = new Position(Stock.of("QQQ"), Quantity.of(100), Price.of("500"));
        listed.positions = any -> CompletableFuture.completedFuture(List.of(FOUND, shares));
        for (int seconds = 0; seconds < 900; seconds += 15) {
            scene.advance(Duration.ofSeconds(15));
        }

        assertThat(scene.alerts()).containsExactly("foreign_position");
        assertThat(scene.bodies("alert"))
                .singleElement()
                .asString()
                .contains("7 SPY")
                .doesNotContain("QQQ");
    }

    @Test
    void takesOverNothingThatCameWhileItRan() {
        scene = AdoptionTest.holding();
        ListedBroker listed = new ListedBroker(scene.broker);
        scene.wrapped = Optional.of(listed);
        scene.start();
        listed.positions = any -> CompletableFuture.completedFuture(List.of(FOUND));
        scene.handle(new EngineEvent.ConnectionChanged(ConnectionState.DISCONNECTED));
        scene.handle(new EngineEvent.ConnectionChanged(ConnectionState.READY));

        assertThat(scene.orders()).isEmpty();
        assertThat(scene.alerts()).containsExactly("disconnected", "foreign_position");
    }

    @Test
    void onlySaysWhatItWouldDoInADryRun() {
        scene.settings = EngineSettings.defaults(TradingMode.DRY_RUN, List.of(EngineScene.SPY), CycleRecording.EACH)
                .adopting(AdoptionTest.SPY);
        List<TradingBook> books = new ArrayList<>();
        scene.gate = (proposal, book) -> {
            books.add(book);
            return EngineScene.approve(proposal, 1);
        };
        scene.start().proposes("2.50");
        scene.cycle();

        assertThat(scene.alerts()).containsExactly("would_adopt");
        assertThat(scene.bodies("alert")).singleElement().asString().contains("target 3.25, stop 2.00");
        assertThat(scene.orders()).isEmpty();
        assertThat(scene.bodies("adopted")).isEmpty();
        assertThat(books.get(0).positions()).containsExactly(FOUND);
    }
}
