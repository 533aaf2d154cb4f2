package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.order.ExitSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Calls bought for 2.50, to be left at 3.00 or 2.00, at a broker that takes no stop orders; the bot watches. */
final class RefusingScene {
    static final ExitPlan FIFTH = new ExitPlan(Optional.of(Percent.of("20")), Optional.of(Percent.of("20")));

    final EngineScene scene;
    final ListedBroker refusing;

    RefusingScene(ExitSettings.CloseStyle style) {
        this(new EngineScene(), style);
    }

    RefusingScene(EngineScene scene, ExitSettings.CloseStyle style) {
        this.scene = scene;
        this.refusing = new ListedBroker(scene.broker);
        refusing.refuses = order -> order.terms() instanceof OrderTerms.Stop;
        refusing.refused = order -> scene.broker.report(rejected(order));
        scene.wrapped = Optional.of(refusing);
        scene.exits = FIFTH;
        scene.with(defaults -> settings(defaults, defaults.flattenBeforeClose(), watching(style)));
    }

    static ExitSettings watching(ExitSettings.CloseStyle style) {
        ExitSettings defaults = ExitSettings.DEFAULT;
        return new ExitSettings(
                defaults.entryTimeout(),
                defaults.entryRepricings(),
                defaults.protectionTimeout(),
                defaults.closeTimeout(),
                defaults.cancelTimeout(),
                defaults.feeWait(),
                style,
                ExitSettings.RefusedExits.WATCH);
    }

    /** Positions stay overnight, and nothing is closed for its expiration but by its own plan. */
    void overNight() {
        scene.with(defaults -> settings(defaults, Optional.empty(), defaults.exits()));
    }

    private static EngineSettings settings(EngineSettings defaults, Optional<Duration> flatten, ExitSettings exits) {
        return new EngineSettings(
                defaults.mode(),
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                flatten,
                OptionalInt.empty(),
                defaults.cooldown(),
                Optional.empty(),
                exits,
                defaults.recording(),
                1);
    }

    private OrderEvent rejected(Order order) {
        return new OrderEvent.Rejected(order.id(), order.ref(), 201, "no stops here", now());
    }

    Instant now() {
        return scene.broker.timeline().instant();
    }

    /** Five seconds later everything is at this price: bid, ask and last. */
    void poll(String price) {
        poll(scene, price);
    }

    void poll(Optional<Price> bid, Optional<Price> ask, Duration age, DataQuality quality) {
        poll(scene, bid, ask, age, quality);
    }

    static void poll(EngineScene scene, String price) {
        Optional<Price> both = Optional.of(Price.of(price));
        poll(scene, both, both, Duration.ZERO, DataQuality.LIVE);
    }

    private static void poll(
            EngineScene scene, Optional<Price> bid, Optional<Price> ask, Duration age, DataQuality quality) {
        Instant now = scene.broker.timeline().instant().plusSeconds(5);
        scene.broker.timeline().advanceTo(now);
        scene.broker.quote(new Quote(scene.call, bid, ask, ask, OptionalLong.of(100), now.minus(age), quality));
        scene.settle();
    }

    /** What was taken by the broker after the entry and its target: role, side, quantity and price. */
    List<String> placed() {
        return scene.orders().stream()
                .skip(2)
                .map(order -> order.role() + " " + order.side() + " " + order.quantity() + " " + order.terms())
                .toList();
    }

    List<String> liveAtBroker() {
        return scene.broker.orders().openOrders().toCompletableFuture().join().stream()
                .map(open -> open.order().role() + " " + open.order().terms())
                .toList();
    }

    /** Fills the last order of this role, lets the fees be waited for, and says why the position was left. */
    List<String> reasonAfterFill(OrderRole role, long quantity, String price) {
        scene.fill(role, quantity, price);
        scene.advance(Duration.ofSeconds(2));
        scene.advance(Duration.ofSeconds(5));
        return reasons();
    }

    List<String> reasons() {
        return scene.bodies("exit").stream()
                .map(body -> body.replaceAll(".*'reason':'([a-z_]+)'.*", "$1"))
                .toList();
    }
}
