package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions that were there before the bot. The call's fixed quote is 2.45 to 2.55. */
class AdoptionTest {
    private static final OptionContract CALL = EngineScene.CALL;
    static final Position FOUND = new Position(CALL, Quantity.of(7), Price.of("2.50"));
    static final AdoptionRule SPY = new AdoptionRule(
            List.of(EngineScene.SPY),
            new ExitPlan(
                    Optional.of(Percent.of("30")),
                    Optional.of(Percent.of("20")),
                    Optional.of(Percent.of("40")),
                    Optional.of(Duration.ofMinutes(90)),
                    OptionalInt.empty()),
            ExitPlan.ofWritten(Optional.of(Percent.of("50")), Optional.of(Percent.of("100"))));

    private EngineScene scene = holding(FOUND);

    static EngineScene holding(Position... found) {
        return holding(EngineScene.START, found);
    }

    static EngineScene holding(Instant start, Position... found) {
        StubBroker.Builder builder = StubBroker.builder().at(start);
        List.of(found).forEach(builder::position);
        EngineScene scene = new EngineScene(builder.build());
        scene.settings = scene.settings.adopting(SPY);
        return scene;
    }

    static void quote(EngineScene scene, String bid, String ask, DataQuality quality) {
        scene.broker.quote(new Quote(
                CALL,
                Optional.of(Price.of(bid)),
                Optional.of(Price.of(ask)),
                Optional.empty(),
                OptionalLong.of(100),
                scene.broker.timeline().instant(),
                quality));
    }

    private static Order exit(int id, OrderRole role, Side side, Quantity quantity, OrderTerms terms) {
        return new Order(
                new OrderId(id),
                new OrderRef("B1-" + role.name().charAt(0) + id),
                role,
                CALL,
                side,
                quantity,
                terms,
                TimeInForce.GTC,
                Optional.empty(),
                Optional.of(new OcaGroup("B1")),
                EngineScene.DIGEST);
    }

    private List<Position> held() {
        return scene.engine.snapshot(EngineScene.START).positions();
    }

    /** Ends this engine and builds another one on the same journal and broker. */
    static void restart(EngineScene scene) {
        scene.handle(new EngineEvent.StopRequested("update"));
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.handle(new EngineEvent.ConnectionChanged(ConnectionState.READY));
    }

    @Test
    void protectsABoughtOptionFromItsAveragePriceOnceThatIsDurable() {
        scene.start();

        assertThat(scene.orders())
                .containsExactly(
                        exit(2, OrderRole.STOP_LOSS, Side.SELL, Quantity.of(7), new OrderTerms.Stop(Price.of("2.00"))),
                        exit(
                                3,
                                OrderRole.TAKE_PROFIT,
                                Side.SELL,
                                Quantity.of(7),
                                new OrderTerms.Limit(Price.of("3.25"))));
        assertThat(held()).containsExactly(FOUND);
        assertThat(scene.alerts()).containsExactly("adopted");
        List<String> types = scene.linesFrom(1).stream()
                .map(line -> line.replaceAll(" .*", ""))
                .filter(type -> type.equals("adopted") || type.equals("intent"))
                .toList();
        assertThat(types).containsExactly("adopted", "intent", "intent");
        assertThat(scene.bodies("adopted"))
                .singleElement()
                .asString()
                .startsWith("{'symbol':'SPY','id':'adopted/SPY 20261120 C 100.00/2026-11-18T15:30:00Z',"
                        + "'strategy':'adopted','action':'BUY_CALL','confidence':'0','reason':'found_at_start',"
                        + "'bar_end':'2026-11-18T15:30:00Z','outcome':'adopted',"
                        + "'detail':'7 SPY 20261120 C 100.00 found at 2.50 on average: profit counts from there, a time"
                        + " stop from now; target 3.25, stop 2.00, worth 2.45',"
                        + "'instrument':'SPY 20261120 C 100.00','limit':'2.50','asked_by':'configuration','number':1,")
                .contains(
                        "'take_profit':'0.3','stop_loss':'0.2','emergency_loss':'0.4','time_stop_seconds':5400",
                        "'quantity':'7','digest':'" + EngineScene.DIGEST.hex() + "'}}");
    }

    @Test
    void protectsAWrittenOptionTheOtherWayRound() {
        scene = holding(new Position(CALL, Quantity.of(-3), Price.of("2.50")));
        scene.start();

        assertThat(scene.orders())
                .containsExactly(
                        exit(2, OrderRole.STOP_LOSS, Side.BUY, Quantity.of(3), new OrderTerms.Stop(Price.of("5.00"))),
                        exit(
                                3,
                                OrderRole.TAKE_PROFIT,
                                Side.BUY,
                                Quantity.of(3),
                                new OrderTerms.Limit(Price.of("1.25"))));
        assertThat(held()).containsExactly(new Position(CALL, Quantity.of(-3), Price.of("2.50")));
    }

    /** 20 % under 2.50 is 2.00, 30 % over it 3.25, 40 % under it 1.50. */
    @ParameterizedTest
    @CsvSource({
        "2.01, ''",
        "2.00, stop_loss",
        "1.51, stop_loss",
        "1.50, emergency_stop",
        "3.24, ''",
        "3.25, take_profit"
    })
    void closesAtOnceWhatIsBeyondItsExitsAlready(String bid, String reason) {
        quote(scene, bid, "3.40", DataQuality.LIVE);
        scene.start();

        if (reason.isEmpty()) {
            assertThat(scene.count(OrderRole.CLOSE)).isZero();
            assertThat(scene.orders()).hasSize(2);
            return;
        }
        assertThat(scene.orders()).singleElement().satisfies(order -> {
            assertThat(order.role()).isEqualTo(OrderRole.CLOSE);
            assertThat(order.terms()).isEqualTo(new OrderTerms.Limit(Price.of(bid)));
        });
        assertThat(scene.bodies("exit_wanted")).singleElement().asString().contains("'reason':'" + reason + "'");
        assertThat(scene.bodies("adopted")).singleElement().asString().contains("closed at once: " + reason);
    }

    @Test
    void countsTheProfitFromTheAveragePrice() {
        quote(scene, "1.90", "2.00", DataQuality.LIVE);
        scene.start();

        scene.charge(scene.fillOf(OrderRole.CLOSE, 7, "1.90"), "4.55");

        assertThat(scene.bodies("exit"))
                .singleElement()
                .asString()
                .contains("'entry_price':'2.50'", "'exit_price':'1.90'", "'profit':'-420.00'", "'fees':'4.55'")
                .contains("'reason':'stop_loss'");
        assertThat(held()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-19, 1", "2026-11-20, 0"})
    void closesAtOnceWhatIsTooNearToItsEndThoughNobodyCarriedItHere(LocalDate expiration, int closes) {
        OptionContract call = OptionContract.equity(EngineScene.SPY, expiration, Price.of("100"), Right.CALL);
        scene = holding(new Position(call, Quantity.of(7), Price.of("2.50")));
        scene.start();

        assertThat(scene.count(OrderRole.CLOSE)).as("one day left or fewer").isEqualTo(closes);
    }

    @Test
    void countsTheTimeStopFromTheMomentItWasTakenOver() {
        scene.start();
        scene.broker.timeline().advanceTo(EngineScene.START.plus(Duration.ofMinutes(89)));
        quote(scene, "2.45", "2.55", DataQuality.LIVE);
        scene.settle();
        assertThat(scene.broker.cancelRequests()).isEmpty();

        scene.broker.timeline().advanceTo(EngineScene.START.plus(Duration.ofMinutes(90)));
        quote(scene, "2.45", "2.55", DataQuality.LIVE);
        scene.settle();

        assertThat(scene.bodies("exit_wanted")).singleElement().asString().contains("time_stop");
    }

    @Test
    void countsItOnceAndEntersNothingBesideIt() {
        List<TradingBook> books = new ArrayList<>();
        scene.standing = book -> {
            books.add(book);
            return List.of();
        };
        scene.start().proposes("2.50");
        scene.cycle();
        scene.advance(Duration.ofMinutes(5));

        assertThat(scene.skips()).containsExactly("position_open");
        assertThat(books.get(books.size() - 1).positions()).containsExactly(FOUND);
    }

    @Test
    void restoresItAfterARestartAndTakesItOverOnce() {
        scene.start();
        restart(scene);
        scene.advance(Duration.ofSeconds(15));

        assertThat(scene.bodies("adopted")).hasSize(1);
        assertThat(held()).containsExactly(FOUND);
        assertThat(scene.orders()).hasSize(2);
        scene.fill(OrderRole.TAKE_PROFIT, 7, "3.25");
        scene.cancelAtBroker(new OrderId(2));
        scene.advance(Duration.ofSeconds(5));
        assertThat(scene.bodies("exit"))
                .singleElement()
                .asString()
                .contains("'entry_time':'2026-11-18T15:30:00Z'", "'profit':'525.00'", "'reason':'take_profit'");
    }

    @Test
    void endsWhatSomebodySoldByHandAsClosedElsewhere() {
        ListedBroker listed = new ListedBroker(scene.broker);
        scene.wrapped = Optional.of(listed);
        scene.start();
        listed.positions = any -> CompletableFuture.completedFuture(List.of());

        scene.advance(Duration.ofMinutes(5));
        scene.advance(Duration.ofMinutes(5));

        assertThat(scene.bodies("abandoned")).singleElement().asString().contains("'reason':'elsewhere'");
        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(2), new OrderId(3));
        assertThat(held()).isEmpty();
        restart(scene);
        assertThat(held()).isEmpty();
    }

    @Test
    void protectsWhatIsLeftWhenPartOfItIsSoldByHand() {
        ListedBroker listed = new ListedBroker(scene.broker);
        scene.wrapped = Optional.of(listed);
        scene.start();
        Instrument call = CALL;
        listed.positions =
                any -> CompletableFuture.completedFuture(List.of(new Position(call, Quantity.of(4), Price.of("2.50"))));

        scene.advance(Duration.ofMinutes(5));
        scene.advance(Duration.ofMinutes(5));

        assertThat(scene.last(OrderRole.STOP_LOSS).quantity()).isEqualTo(Quantity.of(4));
        assertThat(held()).containsExactly(new Position(CALL, Quantity.of(4), Price.of("2.50")));
    }

    @Test
    void keepsToThePriceGridOfTheContract() {
        scene = new EngineScene(StubBroker.builder()
                .optionGrid(PriceGrid.STANDARD_CLASS)
                .position(new Position(CALL, Quantity.of(7), Price.of("2.5033")))
                .build());
        scene.settings = scene.settings.adopting(SPY);
        scene.start();

        assertThat(scene.orders())
                .extracting(Order::terms)
                .as("2.00264 down and 3.25429 up")
                .containsExactly(new OrderTerms.Stop(Price.of("2.00")), new OrderTerms.Limit(Price.of("3.30")));
    }
}
