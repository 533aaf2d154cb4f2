package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ExitSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hours in which the broker fills in parts, cancels, rejects, repeats itself, speaks in riddles, loses the link, and the
 * process is suspended and dies.
 * Whatever happens, what is held is protected or being closed soon after, and nothing is sold that is not held.
 */
class EngineStormTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 60;
    private static final String[] LEVELS = {"2.50", "2.60", "3.00", "2.50", "2.00"};
    private static final Instant QUIET_FROM = Instant.parse("2026-11-18T20:30:00Z");

    @Test
    @Tag("O03")
    @Tag("O20")
    @Tag("P4")
    @Tag("P6")
    void protectsWhatItHoldsAndNeverSellsMoreInAnyStorm() {
        long entries = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            entries += storm(seed, new EngineScene(), scene -> {});
        }
        assertThat(entries).isGreaterThan(SEEDS);
    }

    @Test
    @Tag("O24")
    @Tag("P6")
    void watchesWhatItHoldsInAnyStormAtABrokerThatRefusesStops() {
        int watched = 0;
        for (int seed = 1; seed <= SEEDS / 3; seed++) {
            EngineScene scene = new EngineScene();
            new RefusingScene(scene, ExitSettings.CloseStyle.LIMIT);
            SplittableRandom prices = new SplittableRandom(seed);
            storm(seed, scene, it -> {
                open(it).stream().filter(open -> !open.order().role().isExit()).forEach(open -> fill(it, open, 7));
                RefusingScene.poll(it, LEVELS[prices.nextInt(LEVELS.length)]);
            });
            watched += scene.bodies("exit_watch").size();
        }
        assertThat(watched).isGreaterThan(SEEDS / 3);
    }

    private static long storm(long seed, EngineScene scene, Consumer<EngineScene> market) {
        SplittableRandom random = new SplittableRandom(seed);
        scene.proposes("2.50");
        scene.start();
        for (int step = 0; step < STEPS; step++) {
            disturb(scene, random);
            market.accept(scene);
            scene.advance(Duration.ofSeconds(1 + random.nextInt(40)));
            checkAlways(scene, "seed " + seed + " step " + step);
        }
        heal(scene);
        checkProtected(scene, "seed " + seed);
        scene.advanceTo(Instant.parse("2026-11-18T20:55:00Z"));
        for (int i = 0; i < 4; i++) {
            scene.advance(Duration.ofSeconds(30));
            open(scene).forEach(open -> fill(scene, open, 10));
        }
        scene.advance(Duration.ofSeconds(30));
        assertThat(held(scene)).as("held at the close, seed " + seed).isEqualTo(Quantity.ZERO);
        return scene.count(OrderRole.ENTRY);
    }

    private static void disturb(EngineScene scene, SplittableRandom random) {
        List<OpenOrder> open = open(scene);
        Optional<OpenOrder> any =
                open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
        switch (random.nextInt(11)) {
            case 0, 1, 2 -> scene.cycle();
            case 3, 4 -> any.ifPresent(it -> fill(scene, it, 1 + random.nextInt(10)));
            case 5 -> any.ifPresent(it -> scene.cancelAtBroker(it.order().id()));
            case 6 -> repeat(scene);
            case 7 -> loseTheLink(scene, random.nextBoolean());
            case 8 -> any.ifPresent(it -> speakUnknown(scene, it));
            case 9 -> scene.handle(new EngineEvent.PauseNoticed(Duration.ofMinutes(2)));
            default -> scene.broker.rejectNext(201, "storm");
        }
    }

    /** Entries may fill at any time; exits only while their entry has filled, and never beyond what is held. */
    private static void fill(EngineScene scene, OpenOrder open, int most) {
        Quantity left = open.order().quantity().minus(open.filled()).min(Quantity.of(most));
        Quantity quantity = open.order().role().isExit() ? left.min(held(scene)) : left;
        if (quantity.isPositive()) {
            Price price = open.order().terms().limitPrice().orElse(Price.of("1.95"));
            scene.broker.fill(open.order().id(), quantity, price);
            if (open.order().ocaGroup().isPresent()) {
                open(scene).stream()
                        .filter(other -> !other.order().id().equals(open.order().id())
                                && other.order().ocaGroup().equals(open.order().ocaGroup()))
                        .forEach(other ->
                                scene.broker.cancelAtBroker(other.order().id(), "OCA"));
            }
            scene.drain();
        }
    }

    private static void repeat(EngineScene scene) {
        executions(scene).forEach(execution -> scene.broker.report(new OrderEvent.Filled(execution)));
        open(scene)
                .forEach(open -> scene.broker.report(new OrderEvent.Accepted(
                        open.order().id(),
                        open.order().ref(),
                        scene.broker.timeline().instant())));
        scene.drain();
    }

    private static void speakUnknown(EngineScene scene, OpenOrder about) {
        scene.engine
                .brokerListener()
                .onNotice(new BrokerNotice(
                        BrokerNotice.Severity.URGENT,
                        77_777,
                        Optional.of(about.order().id()),
                        "something new",
                        scene.broker.timeline().instant()));
        scene.drain();
    }

    private static void loseTheLink(EngineScene scene, boolean dies) {
        List<OpenOrder> before = open(scene);
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.drain();
        before.stream().findFirst().ifPresent(open -> {
            Quantity left = open.order().quantity().minus(open.filled());
            if (!open.order().role().isExit()) {
                scene.broker.fill(open.order().id(), left, Price.of("2.50"));
            }
        });
        scene.inbox.clear();
        if (dies) {
            scene.build(scene.journal);
        }
        scene.broker.becomes(ConnectionState.READY);
        scene.drain();
    }

    private static void heal(EngineScene scene) {
        if (scene.broker.timeline().instant().isBefore(QUIET_FROM)) {
            scene.advanceTo(QUIET_FROM);
        }
        scene.planner = symbol -> CompletableFuture.completedFuture(scene.hold());
        for (int i = 0; i < 10; i++) {
            scene.advance(Duration.ofSeconds(15));
        }
    }

    private static void checkAlways(EngineScene scene, String when) {
        assertThat(held(scene).isNegative()).as("short, " + when).isFalse();
        assertThat(scene.bodies("fill").size())
                .as("fills, " + when)
                .isEqualTo(executions(scene).size());
    }

    private static void checkProtected(EngineScene scene, String when) {
        if (!scene.bodies("exit_watch").isEmpty()) {
            // What is watched is being closed as soon as it is at its stop.
            RefusingScene.poll(scene, "1.00");
            RefusingScene.poll(scene, "1.00");
        }
        Quantity held = held(scene);
        if (held.isZero()) {
            assertThat(open(scene)).as("orders without a position, " + when).isEmpty();
            return;
        }
        List<OpenOrder> open = open(scene);
        boolean stopped = open.stream()
                .anyMatch(it -> it.order().terms() instanceof OrderTerms.Stop
                        && it.order().quantity().minus(it.filled()).equals(held));
        boolean closing = open.stream().anyMatch(it -> it.order().role() == OrderRole.CLOSE);
        assertThat(stopped || closing)
                .as("protected " + held + " by " + open + ", " + when)
                .isTrue();
    }

    private static Quantity held(EngineScene scene) {
        return scene.broker.accounts().positions().toCompletableFuture().join().stream()
                .map(Position::quantity)
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    private static List<OpenOrder> open(EngineScene scene) {
        return scene.broker.orders().openOrders().toCompletableFuture().join();
    }

    private static List<Execution> executions(EngineScene scene) {
        return scene.broker.orders().executions().toCompletableFuture().join();
    }
}
